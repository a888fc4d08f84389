"""
The fields of every form: one class for each NHS.UK component, each drawing itself.

Each takes `label`, `hint`, `called` (what its error messages call it, such as "due date"), `required`, and Django's
own options. A form's `{{ field.as_field_group() }}` draws label, hint, error and control.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from safeguarding.kit.forms import clean, dates, numbers
from safeguarding.kit.forms.drawing import DateParts, Drawn, Listed, MonthParts, capital, with_article
from safeguarding.kit.pages import words
from safeguarding.kit.periods import PartialDate

MEGABYTE = 1024 * 1024


class Typed(Drawn):
    """Words as typed: tidied, then measured."""

    tidy = staticmethod(clean.one_line)

    def __init__(self, *, label: str, max_length: int = 255, **options) -> None:
        self.limit = max_length  # ours, so that the browser never cuts off what was pasted
        super().__init__(label=label, **options)

    def tidied(self, value: object) -> str:
        """Return the text in its canonical form, or refuse it."""
        text = "" if value is None else str(value)
        if len(text) > clean.LONGEST_INPUT:
            clean.check_length(text, self.limit, capital(self.called))
        text = self.tidy(text)
        clean.check_length(text, self.limit, capital(self.called))
        return text


class Text(Typed, forms.CharField):
    """What the fields of words share that give a text."""

    def __init__(self, *, label: str, **options) -> None:
        super().__init__(label=label, strip=False, **options)

    def to_python(self, value: object) -> str:
        """Return the text in its canonical form, or refuse it."""
        return self.tidied(value)


class ShortText(Text):
    """One line of text."""

    template = "kit/forms/input.jinja"


class LongText(Text):
    """Several lines of text, with a count of the characters left; saved as typed where the page has an autosave address."""

    template = "kit/forms/long_text.jinja"
    tidy = staticmethod(clean.paragraphs)

    def __init__(self, *, label: str, max_length: int = 4000, rows: int = 5, **options) -> None:
        self.rows = rows
        super().__init__(label=label, max_length=max_length, **options)


class Search(ShortText):
    """A search box with its button; an empty search is everything."""

    template = "kit/forms/search.jinja"

    def __init__(self, *, label: str = "Search", **options) -> None:
        super().__init__(
            label=label, **{"required": False, "max_length": 200, "mark_optional": False} | options
        )


class Email(ShortText):
    """An e-mail address; one person has one address, whatever its capitals."""

    input_type = "email"

    def __init__(
        self,
        *,
        label: str = "Email address",
        max_length: int = 254,
        autocomplete: str = "email",
        **options,
    ) -> None:
        super().__init__(label=label, max_length=max_length, autocomplete=autocomplete, **options)
        wrong = "Enter an email address in the correct format, like name@example.com"
        self.validators.append(EmailValidator(message=wrong))

    def to_python(self, value: object) -> str:
        """Return the address in small letters."""
        return super().to_python(value).lower()


class Password(Drawn, forms.CharField):
    """A password: never tidied, never shown again, with a button to show what is being typed."""

    template = "kit/forms/password.jinja"

    def __init__(self, *, label: str = "Password", autocomplete: str = "current-password", **options) -> None:
        super().__init__(label=label, strip=False, max_length=256, autocomplete=autocomplete, **options)


class DecimalNumber(Drawn, forms.Field):
    """A number that may have decimal places, such as a percentage; gives a Decimal."""

    template = "kit/forms/input.jinja"
    input_mode = "decimal"
    kind = "a number, like 86.5"

    def __init__(
        self, *, label: str, least: float = 0, most: float = numbers.LARGEST, places: int = 2, **options
    ) -> None:
        self.least, self.most, self.places = least, most, places
        super().__init__(label=label, **{"width": 10} | options)

    def to_python(self, value: object):
        """Return the number, or None where nothing was typed."""
        text = clean.one_line("" if value is None else str(value)[:10_000])
        if not text:
            return None
        found = numbers.parse(text)
        if found is None or -int(found.as_tuple().exponent) > self.places:
            raise ValidationError(f"{capital(self.called)} must be {self.kind}", code="invalid")
        if not self.least <= found <= self.most:
            raise ValidationError(self._out_of_range(), code="range")
        return found

    def _out_of_range(self) -> str:
        """Say the range, without the machine's own limit."""
        if self.most == numbers.LARGEST:
            return f"{capital(self.called)} must be {self.least:,} or more, and below 2 billion"
        return f"{capital(self.called)} must be between {self.least:,} and {self.most:,}"


class WholeNumber(DecimalNumber):
    """A count; gives an int."""

    input_mode = "numeric"
    kind = "a whole number, like 12"

    def __init__(self, *, label: str, **options) -> None:
        super().__init__(label=label, places=0, **options)

    def to_python(self, value: object) -> int | None:
        """Return the count, or None where nothing was typed."""
        found = super().to_python(value)
        return None if found is None else int(found)


class Choice(Drawn, forms.ChoiceField):
    """One of a few, as radios. `hints` explains a choice by its value; `small` and `inline` save room."""

    template = "kit/forms/radios.jinja"
    ask = "Select"
    widget: type[forms.widgets.ChoiceWidget] = forms.RadioSelect

    def __init__(
        self, *, label: str, choices, hints=None, small: bool = False, inline: bool = False, **options
    ) -> None:
        self.hints, self.small, self.inline = hints or {}, small, inline
        super().__init__(label=label, choices=choices, **options)
        self.error_messages["invalid_choice"] = f"Choose {with_article(self.called)} from the list"


class Select(Choice):
    """One of many, as a drop-down list that starts with nothing chosen."""

    template = "kit/forms/select.jinja"
    widget = forms.Select


class TickBox(Drawn, forms.BooleanField):
    """A single checkbox, for declarations."""

    template = "kit/forms/tick_box.jinja"
    ask = "Confirm"

    def __init__(self, *, label: str, **options) -> None:
        super().__init__(label=label, **{"mark_optional": False} | options)


class TickBoxes(Drawn, forms.MultipleChoiceField):
    """Any of several. An option whose value is in `alone` unticks the others, such as “none of these”."""

    template = "kit/forms/tick_boxes.jinja"
    ask = "Select"
    widget = forms.CheckboxSelectMultiple

    def __init__(
        self, *, label: str, choices, hints=None, alone: Sequence[str] = (), small: bool = False, **options
    ):
        self.hints, self.alone, self.small = hints or {}, alone, small
        super().__init__(label=label, choices=choices, **options)
        self.error_messages["invalid_choice"] = f"Choose {with_article(self.called)} from the list"

    def validate(self, value: list[str]) -> None:
        """Refuse “none of these” beside something else."""
        super().validate(value)
        if len(value) > 1 and set(value) & set(self.alone):
            name = dict(cast(Listed, self).choices)[next(each for each in value if each in self.alone)]
            raise ValidationError(f"Select “{name}” on its own, or untick it", code="alone")


class DateInput(Drawn, forms.Field):
    """A date in three boxes; gives a date. `earliest` and `latest` bound it."""

    template = "kit/forms/date.jinja"
    widget = DateParts
    read: Callable[..., date | PartialDate | None] = staticmethod(dates.read)

    def __init__(
        self, *, label: str, earliest: date | None = None, latest: date | None = None, **options
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(label=label, **options)

    def to_python(self, value: dict[str, str] | None) -> date | PartialDate | None:
        """Return the date, or an error that names the part to mend."""
        try:
            found = self.read(value or {}, called=capital(self.called))
        except dates.WrongDate as wrong:
            raise ValidationError(str(wrong), code="date", params={"parts": wrong.parts}) from None
        if isinstance(found, PartialDate):
            self._check_range(found.earliest, found.latest)
        elif found:
            self._check_range(found, found)
        return found

    def _check_range(self, first: date, last: date) -> None:
        """Refuse a date that lies wholly outside what the form allows, saying the bound."""
        if self.earliest and last < self.earliest:
            said = f"on or after {words.day(self.earliest)}"
        elif self.latest and first > self.latest:
            said = f"on or before {words.day(self.latest)}"
        else:
            return
        whole = {"parts": self.widget.parts}
        raise ValidationError(f"{capital(self.called)} must be {said}", code="range", params=whole)


class MonthInput(DateInput):
    """A date known, or kept, only to its month or its year; gives a periods.PartialDate."""

    widget = MonthParts
    read = staticmethod(dates.read_partial)


class FileUpload(Drawn, forms.FileField):
    """A file. What it holds is checked where it is kept; here only that it is there and of a size."""

    template = "kit/forms/file.jinja"
    ask = "Choose"

    def __init__(self, *, label: str, accept: Sequence[str] = (), max_megabytes: int = 50, **options) -> None:
        self.accept, self.max_megabytes = ",".join(accept), max_megabytes
        super().__init__(label=label, **{"max_length": 255} | options)
        self.error_messages |= {
            "empty": "The file that you chose is empty. Choose another",
            "missing": f"Choose {with_article(self.called)} again",
            "max_length": "The file's name is too long. Shorten it to 255 characters and choose it again",
        }

    def to_python(self, data):
        """Return the file, or refuse one that is too big."""
        found = super().to_python(data)
        if found and found.size > self.max_megabytes * MEGABYTE:
            said = f"The file must be smaller than {self.max_megabytes} MB. This one is {found.size / MEGABYTE:,.0f} MB."
            raise ValidationError(said, code="size")
        return found


class SeveralFiles(forms.FileInput):
    """A chooser that gives every file that was chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        """Return all files under the name."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FileUploads(FileUpload):
    """Several files chosen at once; gives a list. One that is refused refuses them all, by its name."""

    widget = SeveralFiles

    def __init__(self, *, label: str, most: int = 10, **options) -> None:
        self.most = most
        super().__init__(label=label, **options)

    def clean(self, data, initial=None) -> list:
        """Return the files, or say which of them is wrong."""
        chosen = data or []
        if not chosen and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(chosen) > self.most:
            raise ValidationError(f"Choose at most {self.most} files at a time", code="many")
        return [self._one(file, initial) for file in chosen]

    def _one(self, file, initial):
        try:
            return super().clean(file, initial)
        except ValidationError as wrong:
            raise ValidationError(f"{file.name}: {wrong.messages[0]}", code="file") from None


class Hidden(Text):
    """Something the page carries along unseen."""

    template = "kit/forms/hidden.jinja"
    widget = forms.HiddenInput

    def __init__(self, *, label: str = "page", **options) -> None:
        super().__init__(label=label, **options)
        self.error_messages["required"] = "This page was not complete. Open it again and repeat your change"


class Version(Drawn, forms.IntegerField):
    """The version of the record that the page was made from, so that a stale page is refused and not merged."""

    template = "kit/forms/hidden.jinja"
    widget = forms.HiddenInput

    def __init__(self, *, label: str = "version", **options) -> None:
        super().__init__(label=label, min_value=0, max_value=numbers.LARGEST, **options)
        stale = "This page was not complete. Open it again and repeat your change"
        self.error_messages |= {"required": stale, "invalid": stale}


class RequestKey(Drawn, forms.UUIDField):
    """A key made with the page, so that pressing a button twice does one thing once."""

    template = "kit/forms/hidden.jinja"
    widget = forms.HiddenInput

    def __init__(self, *, label: str = "request", **options) -> None:
        super().__init__(label=label, **{"initial": uuid.uuid4} | options)
        stale = "This page was not complete. Open it again and repeat your change"
        self.error_messages |= {"required": stale, "invalid": stale}
