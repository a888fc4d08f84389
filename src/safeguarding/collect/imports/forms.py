"""The words of the page on which a file is chosen."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.kit.forms import fields
from safeguarding.kit.periods import NotAPeriod, Period


class Send(forms.Form):
    """A file, and what its format asks for beside it."""

    file = fields.FileUpload(label="File", hint="An Excel workbook (.xlsx) or CSV", accept=(".xlsx", ".csv"))
    as_at = fields.DateInput(label="On which day is it to be counted?", called="the day of the count")
    about = fields.Select(
        label="Whose staff are they?",
        called="whose staff they are",
        choices=(),
        required=False,
        hint="Leave it as it is where the file names an organisation of the register",
    )
    reported_for = fields.ShortText(
        label="For which period are the figures reported?",
        hint="Only where the day of the count is not stated, such as 2019/20. The figures are then marked so",
        required=False,
        max_length=60,
    )
    source = fields.ShortText(label="Where were the figures read?", required=False, max_length=300)

    def __init__(self, *arguments, asks: Sequence[str], places: Sequence, **named) -> None:
        super().__init__(*arguments, **named)
        for name in ("as_at", "about", "reported_for", "source"):
            if name not in asks:
                del self.fields[name]
        if "about" in self.fields:
            chosen = [(str(o.public_id), o.name) for o in places]
            self.fields["about"].choices = [("", "As the file says"), *chosen]

    def clean_reported_for(self) -> Period | None:
        """Return the period that the words mean."""
        words = self.cleaned_data["reported_for"]
        try:
            return Period.parse(words) if words else None
        except NotAPeriod as wrong:
            raise ValidationError(str(wrong)) from None
