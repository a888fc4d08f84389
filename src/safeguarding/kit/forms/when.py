"""The field for days that may be known only roughly."""

from django.core.exceptions import ValidationError

from safeguarding.kit import when
from safeguarding.kit.forms import fields
from safeguarding.kit.forms.drawing import capital
from safeguarding.kit.periods import NotAPeriod, Period

HINT = "A day, a month or a year, such as 15 May 2019, May 2019 or 2019/20"


class When(fields.ShortText):
    """When something happened, as far as it is known; gives a Period."""

    def __init__(self, *, label: str, **options) -> None:
        super().__init__(label=label, **{"max_length": 60, "hint": HINT, "width": 20} | options)

    def to_python(self, value: object) -> Period | None:
        """Return the days that were meant, or refuse what names none."""
        if isinstance(value, Period):
            return value
        text = super().to_python(value)
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
