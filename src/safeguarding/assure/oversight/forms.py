"""What people type about closer oversight of providers."""

from django import forms

from safeguarding.assure.oversight.models import AssuranceSource, ProcessEntry, ProviderEvent
from safeguarding.kit.forms import fields
from safeguarding.kit.forms.when import When


class Entering(forms.Form):
    """A provider entering a quality process."""

    about = fields.Select(label="Which provider?", called="a provider", choices=[])
    process = fields.Choice(label="Which process?", called="a process", choices=ProcessEntry.Process.choices)
    entered = When(label="When it entered")
    reason = fields.LongText(label="Why", called="the reason", max_length=2000)
    stage = fields.ShortText(label="Stage", max_length=120, required=False)
    exit_criteria = fields.LongText(label="What it takes to leave", max_length=2000, rows=3, required=False)

    def __init__(self, *args, providers, **options) -> None:
        super().__init__(*args, **options)
        self.fields["about"].choices = [("", "Choose a provider"), *providers]


class Leaving(forms.Form):
    """A provider leaving a quality process."""

    left = When(label="When it left")
    exit = fields.Choice(label="How did it leave?", called="how it left", choices=ProcessEntry.Exit.choices)
    evidence = fields.LongText(label="On which evidence", called="the evidence", max_length=2000)
    version = fields.Version()


class Correction(forms.Form):
    """What is held of a provider's time in a process, to be corrected with a reason."""

    entered = When(label="When it entered")
    reason_entered = fields.LongText(label="Why it entered", max_length=2000)
    stage = fields.ShortText(label="Stage", max_length=120, required=False)
    responded = When(label="When the provider answered", required=False)
    exit_criteria = fields.LongText(label="What it takes to leave", max_length=2000, rows=3, required=False)
    feedback = fields.LongText(
        label="What was said of how it was managed", max_length=1000, rows=3, required=False
    )
    reason = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()


class Happening(forms.Form):
    """What befell a provider."""

    about = fields.Select(label="Which provider?", called="a provider", choices=[])
    kind = fields.Select(label="What happened?", called="what happened", choices=ProviderEvent.Kind.choices)
    happened = When(label="When")
    summary = fields.LongText(label="In short", called="what happened, in short", max_length=2000, rows=3)
    supported_by = fields.Select(label="Supported by", choices=[], required=False)
    transition = fields.LongText(
        label="What became of packages of care, residents and staff", max_length=2000, rows=3, required=False
    )

    def __init__(self, *args, providers, bodies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["about"].choices = [("", "Choose a provider"), *providers]
        self.fields["supported_by"].choices = [("", "Nobody stated"), *bodies]


class Assurance(forms.Form):
    """An occasion on which assurance was had."""

    about = fields.Select(label="About whom?", called="an organisation", choices=[])
    means = fields.Choice(label="How?", called="how assurance was had", choices=AssuranceSource.Means.choices)
    on = When(label="When")
    note = fields.LongText(label="Note", max_length=1000, rows=3, required=False)

    def __init__(self, *args, bodies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["about"].choices = [("", "Choose an organisation"), *bodies]
