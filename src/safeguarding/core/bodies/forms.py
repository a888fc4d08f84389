"""The words that people type about bodies."""

from django import forms

from safeguarding.core.bodies.models import Body, BodyEdge
from safeguarding.core.people.forms import options
from safeguarding.kit.forms import fields


class BodyForm(forms.Form):
    """What a body is."""

    name = fields.ShortText(label="Name", called="a name", max_length=200)
    kind = fields.Select(label="Kind", called="a kind", choices=Body.Kind.choices)
    aliases = fields.LongText(label="Other names", hint="One on each line", required=False, rows=2)
    purposes = fields.LongText(label="Purposes", hint="One on each line", required=False)
    starts_on = fields.MonthInput(label="Began", required=False)
    ends_on = fields.DateInput(label="Last day", called="the last day", required=False)
    recurrence = fields.ShortText(label="How often it meets", required=False, max_length=60)
    host = fields.Select(label="Belongs to", hint="Leave empty if it is ours", choices=(), required=False)
    chair_post = fields.Select(label="Chaired by our post", choices=(), required=False)
    chair_organisation = fields.Select(label="Chaired by the organisation", choices=(), required=False)
    predecessor = fields.Select(label="Took over from", choices=(), required=False)
    on_chart = fields.TickBox(label="Show in the governance chart", required=False)
    version = fields.Version(required=False)

    def __init__(self, *args, organisations=(), posts=(), bodies=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        for name, found in (
            ("host", organisations),
            ("chair_organisation", organisations),
            ("chair_post", posts),
            ("predecessor", bodies),
        ):
            self.fields[name].choices = options(found)


class SeatForm(forms.Form):
    """Whose seat it is."""

    post = fields.Select(label="Post", choices=(), required=False)
    organisation = fields.Select(label="Organisation", choices=(), required=False)
    level = fields.ShortText(label="Level", hint="Such as executive", required=False, max_length=80)
    is_statutory_partner = fields.TickBox(label="A statutory safeguarding partner", required=False)

    def __init__(self, *args, organisations=(), posts=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["post"].choices = options(posts)
        self.fields["organisation"].choices = options(organisations)


class EdgeForm(forms.Form):
    """How one body stands to another."""

    kind = fields.Choice(label="This body", called="how they stand", choices=BodyEdge.Kind.choices)
    to = fields.Select(label="The other body", called="a body", choices=())

    def __init__(self, *args, bodies=(), **options_given) -> None:
        super().__init__(*args, **options_given)
        self.fields["to"].choices = options(bodies)


class InputForm(forms.Form):
    """What feeds a body."""

    name = fields.ShortText(
        label="What feeds it", hint="Such as a return or a visit", called="what feeds it", max_length=200
    )
