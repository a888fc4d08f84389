"""The field for days that may be known only roughly."""

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.kit import when
from safeguarding.kit.forms import fields
from safeguarding.kit.forms.drawing import capital
from safeguarding.kit.periods import NotAPeriod, Period

HINT = "A day, a month or a year, such as 15 May 2019, May 2019 or 2019/20"


class When(fields.Typed, forms.Field):
    """When something happened, as far as it is known; gives a Period."""

    template = "kit/forms/input.jinja"

    def __init__(
        self, *, label: str, hint: str = HINT, max_length: int = 60, width: int = 20, **options
    ) -> None:
        super().__init__(label=label, hint=hint, max_length=max_length, width=width, **options)

    def to_python(self, value: object) -> Period | None:
        """Return the days that were meant, or refuse what names none."""
        if isinstance(value, Period):
            return value
        text = self.tidied(value)
        if not text:
            return None
        try:
            return when.read(text)
        except NotAPeriod:
            said = f"{capital(self.called)} must be a day, a month or a year, like 15 May 2019, May 2019 or 2019/20"
            raise ValidationError(said, code="when") from None

    def prepare_value(self, value: object) -> object:
        """Write a stored period as it would be typed."""
        return when.words(value) if isinstance(value, Period) else value
