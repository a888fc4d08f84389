"""What people type about organisations."""

from django import forms

from safeguarding.core.organisations.models import Relation, Succession
from safeguarding.kit.forms import fields

SERVICES = (
    "acute",
    "community",
    "mental health",
    "primary care",
    "continuing healthcare",
    "domiciliary care",
    "residential care",
    "maternity",
)


class Begin(forms.Form):
    """An organisation or an area to be registered."""

    kind = fields.Select(label="What kind of organisation is it?", called="a kind", choices=[])
    name = fields.ShortText(label="Name", max_length=200)
    opened_on = fields.DateInput(label="Opened on", required=False)
    ods = fields.ShortText(label="ODS code", max_length=10, required=False)
    population = fields.WholeNumber(label="Population", required=False)

    def __init__(self, *args, kinds, **options) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "Choose a kind"), *kinds]


class Rename(forms.Form):
    """A new name from a day."""

    name = fields.ShortText(label="New name", max_length=200)
    from_on = fields.DateInput(label="From", called="the first day of the new name")


class Relate(forms.Form):
    """How this organisation stands to another."""

    kind = fields.Select(
        label="How it stands to the other", called="a relation", choices=Relation.Kind.choices
    )
    parent = fields.Select(label="The other organisation", choices=[])
    starts_on = fields.DateInput(label="From", required=False)
    ends_on = fields.DateInput(label="To", required=False)

    def __init__(self, *args, bodies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].choices = [("", "Choose an organisation"), *bodies]


class Succeed(forms.Form):
    """Who took over from this organisation."""

    kind = fields.Choice(label="What happened?", called="what happened", choices=Succession.Kind.choices)
    successor = fields.Select(label="The organisation that followed", choices=[])
    effective_on = fields.DateInput(label="From", called="the day on which it took over")
    authority = fields.ShortText(label="Act or order", max_length=300, required=False)

    def __init__(self, *args, bodies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].choices = [("", "Choose an organisation"), *bodies]


class Line(forms.Form):
    """A line of a contract's safeguarding schedule."""

    obligation = fields.LongText(
        label="What is to be sent or shown",
        hint="Such as “Section 11 audit with its action plan”",
        max_length=300,
        rows=2,
    )
    cadence = fields.ShortText(label="How often", hint="Such as “quarterly”", max_length=40, required=False)
    urn = fields.ShortText(
        label="Framework or indicator that it is about",
        hint="As its page names it, such as “saf/provider”",
        max_length=200,
        required=False,
    )


class End(forms.Form):
    """The last day of a contract."""

    ends_on = fields.DateInput(label="Last day of the contract", called="the last day")


class Contract(forms.Form):
    """A contract with a provider, and who has which part in it."""

    title = fields.ShortText(label="Title", max_length=200)
    commissioner = fields.Select(label="Lead commissioner", choices=[])
    assurance_lead = fields.Select(label="Leads on assurance, if another", choices=[], required=False)
    service_types = fields.TickBoxes(
        label="Services", called="a service", choices=[(each, each.capitalize()) for each in SERVICES]
    )
    starts_on = fields.DateInput(label="First day", called="the first day")
    ends_on = fields.DateInput(label="Last day", called="the last day", required=False)

    def __init__(self, *args, bodies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["commissioner"].choices = [("", "Choose a commissioner"), *bodies]
        self.fields["assurance_lead"].choices = [("", "The lead commissioner"), *bodies]
