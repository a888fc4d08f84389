"""How a field is drawn: its ids, its label with “(optional)”, its error, and what was typed."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

from django import forms
from django.forms.boundfield import BoundField

from safeguarding.kit.forms import clean, dates

if TYPE_CHECKING:
    from django.forms import Field  # what stands behind Drawn in every field of ours
else:
    Field = object

OPTIONAL = " (optional)"
# What an answer is called begins with one of these, or it is a thing that wants its article.
OPENERS = frozenset(
    [
        "a",
        "all",
        "an",
        "any",
        "at",
        "by",
        "each",
        "either",
        "every",
        "for",
        "from",
        "how",
        "if",
        "in",
        "it",
        "one",
        "our",
        "that",
        "the",
        "their",
        "there",
        "these",
        "they",
        "this",
        "to",
        "until",
        "we",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "with",
        "you",
        "your",
    ]
)


def capital(text: str) -> str:
    """Return the text with a capital first letter and the others as they are."""
    return text[:1].upper() + text[1:]


def called_from(label: str) -> str:
    """Return what error messages call a field: its label, small, without a question mark or “(optional)”."""
    name = str(label).removesuffix(OPTIONAL).strip()
    if name.endswith("?"):
        return f"an answer to “{name}”"
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def with_article(called: str) -> str:
    """Return what a field is called as a sentence asks for it: "title" is "the title", "who asks" stays."""
    return called if called.split(" ")[0] in OPENERS else f"the {called}"


class Listed(Protocol):
    """What the fields with choices have beside."""

    choices: Iterable[tuple[str, str]]
    hints: Mapping[str, str]


class DrawnField(BoundField):
    """A field of a form that is being drawn."""

    field: "Drawn"

    @property
    def hint_id(self) -> str:
        """Return the id of the hint, or nothing."""
        return f"{self.auto_id}-hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        """Return the id of the error, or nothing."""
        return f"{self.auto_id}-error" if self.errors else ""

    @property
    def described_by(self) -> str:
        """Return the ids of what a screen reader reads after the label."""
        count = f"{self.auto_id}-info" if isinstance(getattr(self.field, "rows", None), int) else ""
        return " ".join(filter(None, (count, self.hint_id, self.error_id)))

    @cached_property
    def error(self) -> str:
        """Return the first error; one at a time is what people can mend."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def label_text(self) -> str:
        """Return the label, marked where an answer may be left out."""
        label = str(self.label)
        mark = not self.field.required and self.field.mark_optional and not label.endswith(OPTIONAL)
        return label + OPTIONAL if mark else label

    @property
    def shown(self) -> str:
        """Return what stands in the box: what was typed, else what is stored."""
        value = self.value()
        return clean.showable(value)

    @property
    def first_id(self) -> str:
        """Return the id of the control that an error summary leads to."""
        return f"{self.auto_id}_{self.wrong_parts[0]}" if self.is_date else self.auto_id

    @property
    def is_date(self) -> bool:
        """Test whether the field is made of day, month and year."""
        return isinstance(self.field.widget, DateParts)

    @cached_property
    def wrong_parts(self) -> tuple[str, ...]:
        """Return the boxes of a date to mend; all of them where the error names none."""
        for error in self.errors.as_data():
            if error.params and "parts" in error.params:
                return error.params["parts"]
        return self.field.widget.parts

    @property
    def parts(self) -> list[dict[str, str]]:
        """Return the boxes of a date with what is typed in each."""
        value = self.value() or {}
        typed = value if isinstance(value, Mapping) else parts_of(value)
        return [
            {"name": part, "shown": clean.showable(typed.get(part, ""))} for part in self.field.widget.parts
        ]

    @property
    def options(self) -> list[dict[str, object]]:
        """Return the choices with their ids: the first is the field's own, so that the summary leads to it."""
        value = self.value()
        chosen = {str(each) for each in value} if isinstance(value, list | tuple | set) else {str(value)}
        field = cast(Listed, self.field)  # only a field with choices is drawn with them
        listed = [(key, text) for key, text in field.choices if key not in (None, "")]
        return [
            {
                "value": key,
                "text": text,
                "id": self.auto_id if place == 1 else f"{self.auto_id}-{place}",
                "hint": field.hints.get(key, ""),
                "chosen": str(key) in chosen,
            }
            for place, (key, text) in enumerate(listed, 1)
        ]


class Drawn(Field):
    """What every field of ours has beside Django's."""

    template = ""
    ask = "Enter"
    input_type = "text"
    input_mode = ""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        called: str = "",
        width: int | None = None,
        autocomplete: str = "",
        prefix: str = "",
        suffix: str = "",
        size: str = "s",
        page_heading: bool = False,
        mark_optional: bool = True,
        error_messages: Mapping[str, str] | None = None,
        **options,
    ) -> None:
        self.called = called or called_from(label)
        self.width, self.autocomplete, self.prefix, self.suffix = width, autocomplete, prefix, suffix
        self.size, self.page_heading, self.mark_optional = (
            "l" if page_heading else size,
            page_heading,
            mark_optional,
        )
        messages = {"required": self._ask_for()} | dict(error_messages or {})
        super().__init__(
            label=label, help_text=hint, template_name=self.template, error_messages=messages, **options
        )
        self.own_messages = dict(error_messages or {})

    def _ask_for(self) -> str:
        """Say what to do about an empty field."""
        if self.called.startswith("an answer to"):
            return f"Answer {self.called.removeprefix('an answer to ')}"
        return f"{self.ask} {with_article(self.called)}"

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> DrawnField:
        """Return the field as a form draws it."""
        return DrawnField(form, self, field_name)


class DateParts(forms.Widget):
    """Day, month and year from three boxes; one text under the field's own name is understood too."""

    parts: tuple[str, ...] = dates.PARTS

    def value_from_datadict(self, data, files, name: str) -> dict[str, str]:
        """Return what was typed in each box."""
        typed = {part: data.get(f"{name}_{part}") or "" for part in self.parts}
        if not any(typed.values()) and data.get(name):
            return parts_of(data[name])
        return typed

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        """Test whether none of the boxes was sent."""
        return not any(f"{name}_{part}" in data for part in self.parts) and name not in data


class MonthParts(DateParts):
    """Month and year from two boxes."""

    parts = ("month", "year")


def parts_of(value: object) -> dict[str, str]:
    """Return a stored or typed date as what stands in the three boxes."""
    if hasattr(value, "year"):
        return {part: str(getattr(value, part, "") or "") for part in dates.PARTS}
    return dates.split(str(value)) or {"day": str(value)}
