"""What people type in a sealed note."""

from django import forms

from safeguarding.kit.forms import fields


class Note(forms.Form):
    """A note that only named people read."""

    review = fields.Select(label="Review", choices=())
    title = fields.ShortText(label="Title", max_length=120, hint="In words that say nothing of the case.")
    text = fields.LongText(label="Note", max_length=4000, rows=8)

    def __init__(self, *args, reviews, **options) -> None:
        super().__init__(*args, **options)
        self.fields["review"].choices = reviews


class Correction(forms.Form):
    """What a note says, to be corrected with a reason."""

    title = fields.ShortText(label="Title", max_length=120)
    text = fields.LongText(label="Note", max_length=4000, rows=8)
    reason = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()


class Close(forms.Form):
    """The end of a note."""

    ended_on = fields.DateInput(label="Day on which it was closed", called="day on which it was closed")
    version = fields.Version()
