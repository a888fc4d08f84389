"""What people type about events and supervision."""

from django import forms

from safeguarding.act.supervision.models import Event, SupervisionOffer
from safeguarding.kit.forms import fields
from safeguarding.kit.forms.when import When

LISTS = ("topics", "audience", "partners")


class Entry(forms.Form):
    """One event, or a series of them in one period."""

    kind = fields.Select(
        label="What sort of event is it?", called="the sort of event", choices=Event.Kind.choices
    )
    title = fields.ShortText(label="Title", max_length=200)
    series = fields.ShortText(label="Series that it belongs to", max_length=120, required=False)
    held = When(label="When it was held")
    times = fields.WholeNumber(label="How often in that time", least=1, most=365, initial=1)
    topics = fields.LongText(label="Topics, one on each line", max_length=2000, rows=3, required=False)
    audience = fields.LongText(
        label="For whom, one group on each line", max_length=1000, rows=3, required=False
    )
    mode = fields.Choice(label="How people took part", choices=Event.Mode.choices, initial="NOT_STATED")
    is_all_day = fields.TickBox(label="It lasted all day", required=False)
    attended = fields.WholeNumber(
        label="How many came", required=False, hint="Leave empty where the number is not stated"
    )
    attendance_words = fields.ShortText(
        label="How the source puts it without a number", max_length=120, required=False
    )
    host = fields.Select(label="Host", choices=[], required=False)
    partners = fields.LongText(label="Partners, one on each line", max_length=1000, rows=3, required=False)
    led_to = fields.ShortText(label="What came of it", max_length=200, required=False)
    source = fields.ShortText(label="Where you know it from", max_length=200, required=False)

    def __init__(self, *args, bodies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["host"].choices = [("", "Ourselves, or not stated"), *bodies]

    def clean(self) -> dict:
        """Return the lists as lists."""
        typed = super().clean()
        return typed | {name: [line for line in typed.get(name, "").splitlines() if line] for name in LISTS}


class Correction(Entry):
    """What the register says of an event, to be corrected with a reason."""

    reason = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()


class Feedback(forms.Form):
    """What somebody who came said."""

    text = fields.LongText(label="What was said", max_length=500, rows=3)
    said_by = fields.ShortText(
        label="Role of whoever said it",
        max_length=80,
        required=False,
        hint="Such as “a practice nurse”. Never a name.",
    )
    version = fields.Version()


class Supervision(forms.Form):
    """Supervision offered to a group of staff."""

    group = fields.ShortText(label="Group of staff", max_length=120)
    period = When(label="Period")
    formality = fields.TickBoxes(
        label="Is it formal or informal?",
        called="whether it is formal",
        choices=[("is_formal", "Formal"), ("is_informal", "Informal")],
    )
    modes = fields.TickBoxes(
        label="How it is given", called="how it is given", choices=SupervisionOffer.Mode.choices
    )
