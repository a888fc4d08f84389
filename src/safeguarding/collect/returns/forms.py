"""The words of the pages on which figures are typed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.collect.returns.figures import PERCENT
from safeguarding.collect.returns.models import Indicator, Observation
from safeguarding.kit.forms import fields
from safeguarding.kit.periods import NotAPeriod, Period
from safeguarding.kit.quantities import Qualifier, State

STATES = [
    ("value", "There is a figure"),
    *((s.value, s.value.capitalize()) for s in State if s is not State.VALUE),
]
KNOWN = [
    (Qualifier.EXACT.value, "Exactly"),
    (Qualifier.APPROXIMATE.value, "Approximately"),
    (Qualifier.AT_LEAST.value, "At least this many"),
    (Qualifier.AS_AT_UNKNOWN.value, "The date of the count is not known"),
]


class Choose(forms.Form):
    """What figures are about to be typed."""

    family = fields.Select(label="Kind of figures", choices=())
    about = fields.Select(label="Whose figures are they?", called="whose figures they are", choices=())
    period = fields.ShortText(
        label="Period",
        hint="For example 2024/25, Q2 2024/25, June 2024, 31 March 2025 or 1 April 2024 to 30 June 2025",
        max_length=60,
    )

    def __init__(self, *arguments, families: Sequence, places: Sequence, **named) -> None:
        super().__init__(*arguments, **named)
        self.fields["family"].choices = [("", "Select"), *families]
        self.fields["about"].choices = [("", "Select"), *((str(o.public_id), o.name) for o in places)]

    def clean_period(self) -> Period:
        """Return the period that the words mean."""
        try:
            return Period.parse(self.cleaned_data["period"])
        except NotAPeriod as wrong:
            raise ValidationError(str(wrong)) from None


class Numbers(forms.Form):
    """One figure of one indicator: its numbers, or why there are none."""

    def __init__(self, *arguments, indicator: Indicator, **named) -> None:
        super().__init__(*arguments, **named)
        self.indicator = indicator
        for name, label, suffix in _boxes(indicator):
            self.fields[name] = fields.DecimalNumber(
                label=label,
                called=label[0].lower() + label[1:],
                required=False,
                suffix=suffix,
                width=10,
                mark_optional=False,
            )
        self.fields["state"] = fields.Select(
            label="If there is no figure, why", choices=STATES, required=False, mark_optional=False
        )

    @property
    def is_filled(self) -> bool:
        """Tell whether anything was typed or chosen."""
        told = self.cleaned_data
        return told.get("state", "value") not in ("", "value") or any(
            told.get(name) is not None for name in ("numerator", "denominator", "value")
        )

    @property
    def said(self) -> dict[str, Any]:
        """Return what was typed as a new figure takes it."""
        told = self.cleaned_data
        return {
            "numerator": _decimal(told.get("numerator")),
            "denominator": _decimal(told.get("denominator")),
            "value": _decimal(told.get("value")),
            "state": State(told.get("state") or "value"),
        }


def _boxes(indicator: Indicator) -> list[tuple[str, str, str]]:
    if indicator.unit == PERCENT:
        return [
            ("numerator", "Numerator", ""),
            ("denominator", "Denominator", ""),
            ("value", "Or the percentage alone, where its numbers are not known", "%"),
        ]
    return [("value", "Number", "")]


def _decimal(number: Any) -> Decimal | None:
    return None if number is None else Decimal(number)


class Sending(forms.Form):
    """What is said of all figures of a page."""

    known = fields.Select(label="How well are these figures known?", choices=KNOWN, initial="exact")
    source = fields.ShortText(
        label="Where were they read?",
        hint="The system or paper, so that a reader can look them up",
        required=False,
        max_length=300,
    )


class Correct(Numbers):
    """A correction of one figure, with its reason."""

    def __init__(self, *arguments, observation: Observation, **named) -> None:
        super().__init__(*arguments, indicator=observation.indicator, **named)
        self.fields["reason"] = fields.LongText(
            label="Why is it corrected?",
            hint="Do not name a patient or a member of staff",
            max_length=500,
            rows=3,
        )
        self.fields["version"] = fields.Version()
