"""What people type about visits, inspections and peer reviews."""

from django import forms

from safeguarding.assure.visits.models import Visit, VisitFinding
from safeguarding.kit.forms import fields
from safeguarding.kit.forms.when import When

NOT_RATED = ("", "Not rated")


class Entry(forms.Form):
    """One visit: by whom, when, and how it ended."""

    kind = fields.Select(
        label="What sort of visit is it?", called="the sort of visit", choices=Visit.Kind.choices
    )
    state = fields.Choice(label="Has it happened?", choices=Visit.State.choices, initial="DONE")
    inspector = fields.Select(label="Who visits", choices=[], required=False)
    on = When(label="When", called="when it was")
    focus = fields.ShortText(label="What it looked at", max_length=200, required=False)
    themes = fields.LongText(label="Themes, one on each line", max_length=1000, rows=3, required=False)
    methods = fields.ShortText(label="How they looked", max_length=300, required=False)
    edition = fields.ShortText(label="Framework it was assessed against", max_length=120, required=False)
    rating = fields.Select(label="Rating", choices=[NOT_RATED, *Visit.Rating.choices], required=False)
    wanted_rating = fields.Select(
        label="Least rating aimed for", choices=[("", "None set"), *Visit.Rating.choices], required=False
    )
    next_due = When(label="Next one due", required=False)
    priority_areas = fields.WholeNumber(
        label="Priority areas for action",
        most=99,
        required=False,
        hint="0 where the visitors raised none; leave empty where it is not stated",
    )
    summary = fields.LongText(label="What they saw", max_length=4000, required=False)
    follow_up = fields.LongText(label="What follows", max_length=2000, rows=3, required=False)
    follow_up_body = fields.ShortText(label="Which body follows it up", max_length=200, required=False)
    source = fields.ShortText(label="Where you know it from", max_length=200, required=False)

    def __init__(self, *args, bodies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["inspector"].choices = [("", "Not stated"), *bodies]

    def clean_themes(self) -> list[str]:
        """Return the themes as a list."""
        return [line for line in self.cleaned_data["themes"].splitlines() if line]


class New(Entry):
    """A visit to be entered, of any body."""

    about = fields.Select(label="Who is visited", called="who is visited", choices=[])
    field_order = ("about", "kind")

    def __init__(self, *args, bodies, **options) -> None:
        super().__init__(*args, bodies=bodies, **options)
        self.fields["about"].choices = [("", "Choose an organisation"), *bodies]


class Correction(Entry):
    """What the register says of a visit, to be corrected with a reason."""

    reason = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()


class Finding(forms.Form):
    """One thing that a visit found."""

    kind = fields.Choice(
        label="What sort of finding is it?", called="the sort of finding", choices=VisitFinding.Kind.choices
    )
    text = fields.ShortText(label="What was found", max_length=500)
    version = fields.Version()
