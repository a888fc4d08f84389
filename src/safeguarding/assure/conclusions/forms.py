"""The words that people type about a conclusion."""

from typing import Any

from django import forms

from safeguarding.assure.conclusions.models import Conclusion
from safeguarding.core.people.forms import lines_of
from safeguarding.kit.forms import fields


class Conclude(forms.Form):
    """What became of an arrangement over a period."""

    starts_on = fields.DateInput(label="First day of the period", called="the first day")
    ends_on = fields.DateInput(label="Last day of the period", called="the last day")
    subject = fields.ShortText(
        label="What it is about",
        hint="It begins the sentence that the report prints, such as “Arrangements for commissioning safe services”.",
        max_length=200,
    )
    judgement = fields.Choice(
        label="They …", called="a judgement", choices=Conclusion.Judgement.choices, small=True
    )
    span = fields.ShortText(
        label="How far that holds",
        hint="It ends the sentence, such as “from early help to protection”.",
        max_length=200,
        required=False,
    )
    reason = fields.LongText(label="Why you conclude so", max_length=2000, rows=4, required=False)
    background = fields.LongText(
        label="What the work was done against",
        hint="One on each line, such as “The pandemic”.",
        max_length=1000,
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Return the background as a list."""
        typed = super().clean()
        return typed | {"background": list(lines_of(typed.get("background", "")))}


class ConcludeAnew(Conclude):
    """A conclusion that is changed."""

    why = fields.ShortText(label="Why you are changing this", max_length=200)
    version = fields.Version()
