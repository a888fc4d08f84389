"""The words that people type about risks."""

from typing import Any

from django import forms

from safeguarding.act.risks.models import IMPACT, LIKELIHOOD, Risk
from safeguarding.core.people.forms import lines_of, options
from safeguarding.kit.forms import fields


def _step(typed: str) -> int | None:
    return int(typed) if typed else None


class RiskForm(forms.Form):
    """What may go wrong, how likely and how bad it is, and what is done about it."""

    title = fields.LongText(
        label="What may go wrong",
        called="what may go wrong",
        hint="Such as “Health assessments are late because notifications are”. Never about one person.",
        max_length=300,
        rows=2,
    )
    scope = fields.Choice(label="Whose risk is it?", called="whose risk it is", choices=Risk.Scope.choices)
    cohorts = fields.LongText(
        label="Whom it is about", hint="One group on each line", max_length=500, rows=2, required=False
    )
    cause = fields.LongText(label="What it comes from", max_length=2000, rows=3, required=False)
    likelihood = fields.Select(label="How likely", choices=[("", "Not scored"), *LIKELIHOOD], required=False)
    impact = fields.Select(label="How bad", choices=[("", "Not scored"), *IMPACT], required=False)
    mitigation = fields.LongText(label="What is done about it", max_length=2000, rows=4, required=False)
    owner = fields.Select(label="Owned by", choices=(), required=False)
    raised_on = fields.DateInput(label="Raised on", called="the day on which it was raised")
    review_on = fields.DateInput(label="To be looked at again on", called="review date", required=False)

    def __init__(self, *args: Any, posts: list, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["owner"].choices = options(posts)

    def clean(self) -> dict[str, Any]:
        """Return groups as a list and scores as numbers."""
        typed = super().clean()
        scores = {name: _step(typed.get(name, "")) for name in ("likelihood", "impact")}
        return typed | scores | {"cohorts": list(lines_of(typed.get("cohorts", "")))}


class Change(RiskForm):
    """A risk looked at again."""

    reason = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()


class Close(forms.Form):
    """The end of a risk."""

    closed_on = fields.DateInput(label="Closed on", called="the day on which it was closed")
    because = fields.LongText(label="Why?", called="why it is closed", max_length=500, rows=3)
    version = fields.Version()
