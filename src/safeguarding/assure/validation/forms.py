"""The forms of validation."""

from dataclasses import dataclass
from typing import Any

from django import forms

from safeguarding.assure.validation.operations import Judged
from safeguarding.assure.validation.queries import SHORT, Side
from safeguarding.collect import api as collect
from safeguarding.kit.forms import fields

PARTS = ("rating", "comment", "why_left_out", "wanted", "wanted_by", "reason_none")


@dataclass(frozen=True)
class Desk:
    """One question on the validator's desk: both sides and the fields of ours."""

    side: Side
    rating: Any
    comment: Any
    why_left_out: Any
    wanted: Any
    wanted_by: Any
    reason_none: Any


class Standard(forms.Form):
    """Our rating of every answer of one standard, and what follows where one falls short."""

    version = fields.Version()

    def __init__(
        self, *args: Any, framework: collect.FrameworkVersion, sides: list[Side], version: int, **options: Any
    ) -> None:
        self.framework, self.sides = framework, sides
        initial: dict[str, Any] = {"version": version}
        for side in sides:
            initial |= _initial(side)
        super().__init__(*args, initial=initial, **options)
        for side in sides:
            self._add(side)

    def _add(self, side: Side) -> None:
        key, name = side.question.key, f"q{side.question.number}"
        choices = [(step["key"], step["label"]) for step in self.framework.scale]
        if self.framework.may_not_apply:
            choices.append((collect.NOT_APPLICABLE, "Not applicable"))
        quiet = {"required": False, "mark_optional": False}
        self.fields[f"{name}_rating"] = fields.Choice(
            label=f"Our rating of {key}", choices=choices, small=True, inline=True, **quiet
        )
        self.fields[f"{name}_comment"] = fields.LongText(
            label="Why", called=f"why for {key}", rows=3, max_length=2000, **quiet
        )
        self.fields[f"{name}_why_left_out"] = fields.ShortText(
            label="If it was not looked at, why",
            called=f"why {key} was not looked at",
            max_length=300,
            **quiet,
        )
        self.fields[f"{name}_wanted"] = fields.LongText(
            label="If it falls short: what we want done",
            called=f"what we want for {key}",
            rows=2,
            max_length=1000,
            **quiet,
        )
        self.fields[f"{name}_wanted_by"] = fields.DateInput(
            label="By when", called=f"by when for {key}", **quiet
        )
        self.fields[f"{name}_reason_none"] = fields.ShortText(
            label="Or why we want nothing", called=f"why we want nothing for {key}", max_length=500, **quiet
        )

    def given(self) -> dict[collect.Question, Judged]:
        """Return what was judged, by question; one that was left as it stood is not judged again."""
        found = {}
        for side in self.sides:
            judged = Judged(**{part: self.cleaned_data[f"q{side.question.number}_{part}"] for part in PARTS})
            before = _initial(side)
            now = {f"q{side.question.number}_{part}": getattr(judged, part) for part in PARTS}
            if now != before:
                found[side.question] = judged
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for a date with what is wanted, and for one of the two only."""
        given = super().clean()
        for side in self.sides:
            name = f"q{side.question.number}"
            wanted, none = given.get(f"{name}_wanted"), given.get(f"{name}_reason_none")
            rating = given.get(f"{name}_rating") or ""
            if wanted and not given.get(f"{name}_wanted_by") and f"{name}_wanted_by" not in self.errors:
                self.add_error(f"{name}_wanted_by", f"Enter by when you want it for {side.question.key}")
            if wanted and none:
                self.add_error(
                    f"{name}_reason_none", f"{side.question.key}: say what you want or why nothing, not both"
                )
            if (wanted or none) and collect.standing(self.framework, rating) not in SHORT:
                self.add_error(
                    f"{name}_wanted",
                    f"{side.question.key} does not fall short. Change the rating, or ask for nothing",
                )
        return given

    def desk(self) -> list[Desk]:
        """Return the questions in order with both sides and our fields, for the page."""
        return [
            Desk(side, *(self[f"q{side.question.number}_{part}"] for part in PARTS)) for side in self.sides
        ]


def _initial(side: Side) -> dict[str, Any]:
    judgement, requirement, name = side.judgement, side.requirement, f"q{side.question.number}"
    return {
        f"{name}_rating": judgement.rating if judgement else "",
        f"{name}_comment": judgement.comment if judgement else "",
        f"{name}_why_left_out": judgement.why_left_out if judgement else "",
        f"{name}_wanted": requirement.wanted if requirement else "",
        f"{name}_wanted_by": requirement.wanted_by if requirement else None,
        f"{name}_reason_none": requirement.reason_none if requirement else "",
    }


class Message(forms.Form):
    """One side's words in a query."""

    text = fields.LongText(label="Your question", max_length=2000, rows=4)


class Reply(forms.Form):
    """The provider's answer to a query."""

    version = fields.Version()
    text = fields.LongText(label="Your answer", max_length=4000, rows=5)


class Second(forms.Form):
    """A second person's yes, or why there is none."""

    single_handed_reason = fields.LongText(
        label="If you gave this rating yourself: why nobody else can look at it",
        called="why nobody else can look at it",
        max_length=300,
        rows=3,
        required=False,
        mark_optional=False,
    )


class Release(forms.Form):
    """A yes to letting the provider read it."""

    version = fields.Version()
