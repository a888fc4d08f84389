"""What people type about reviews."""

from django import forms

from safeguarding.collect.reviews.models import Review
from safeguarding.kit.forms import fields
from safeguarding.kit.forms.when import When

NONE = ("", "Not known")


class Entry(forms.Form):
    """One review: its label, who began it, and its dates as far as they are known."""

    label = fields.ShortText(
        label="Label",
        max_length=60,
        hint="A local reference, such as SAR-2024-01. Never a name or a number of a person.",
    )
    known_as = fields.Select(label="What it is called here", choices=[], required=False)
    area = fields.Select(label="Area", choices=[], required=False)
    commissioned_by = fields.Select(label="Commissioned by", choices=[], required=False)
    theme = fields.ShortText(label="Theme", max_length=200, required=False)
    status = fields.Select(label="Status", choices=Review.Status.choices)
    notified = When(label="Notified", required=False)
    commissioned = When(label="Commissioned", required=False)
    completed = When(label="Completed", required=False)
    publication_due = When(label="Publication due", required=False)
    published = When(label="Published", required=False)
    reported_for = When(label="Period in which it is reported", required=False)
    delay_reason = fields.Select(
        label="Reason for a delay", choices=[NONE, *Review.Delay.choices], required=False
    )
    criteria_met = fields.TickBoxes(label="Criteria that are met", choices=[], required=False)
    rationale = fields.LongText(label="Why they are met", max_length=2000, required=False)
    factors = fields.Select(
        label="Modifiable factors", choices=[("", "Not asked"), *Review.Factors.choices], required=False
    )
    overseen_by = fields.ShortText(label="Overseen by", max_length=200, required=False)
    source = fields.ShortText(label="Where you know it from", max_length=200, required=False)

    def __init__(self, *args, kind, areas, bodies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["known_as"].choices = [
            ("", kind.name),
            *((o["name"], o["name"]) for o in kind.other_names),
        ]
        self.fields["area"].choices = [NONE, *areas]
        self.fields["commissioned_by"].choices = [NONE, *bodies]
        self.fields["criteria_met"].choices = [(each["key"], each["text"]) for each in kind.criteria]
        for name, asked in (
            ("known_as", kind.other_names),
            ("criteria_met", kind.criteria),
            ("rationale", kind.criteria),
            ("factors", kind.is_of_deaths),
            ("delay_reason", kind.clock),
        ):
            if not asked:
                del self.fields[name]


class New(Entry):
    """A review to be entered; the age at death is checked against the type's scope and not kept."""

    age = fields.WholeNumber(
        label="Age at death in completed years", most=130, required=False, hint="Checked and not kept"
    )

    def __init__(self, *args, kind, **options) -> None:
        super().__init__(*args, kind=kind, **options)
        if kind.youngest is None and kind.oldest is None:
            del self.fields["age"]


class Correction(Entry):
    """What the register says of a review, to be corrected with a reason."""

    reason = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()


class Stage(forms.Form):
    """A stage that a review reached."""

    stage = fields.Choice(label="Which stage was reached?", called="a stage", choices=[])
    on = When(label="When", called="when it was reached")
    version = fields.Version()

    def __init__(self, *args, stages, **options) -> None:
        super().__init__(*args, **options)
        self.fields["stage"].choices = stages
