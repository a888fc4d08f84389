"""The form by which a commissioner judges a figure."""

from django import forms

from safeguarding.assure.indicators.models import ValidatedFigure
from safeguarding.kit.forms import fields


class Judge(forms.Form):
    """Accept, query or dispute a figure as it was sent."""

    version = fields.Version()
    verdict = fields.Choice(
        label="What do you make of this figure?",
        choices=ValidatedFigure.Verdict.choices,
        hints={
            "ACCEPTED": "You use it as it was sent",
            "QUERIED": "You ask about it before you use it",
            "DISPUTED": "You hold another figure to be right",
        },
    )
    numerator = fields.DecimalNumber(label="Your numerator, or your count", required=False)
    denominator = fields.DecimalNumber(label="Your denominator", required=False)
    value = fields.DecimalNumber(
        label="Your figure, where you know only the percentage or rate", required=False, places=6
    )
    comment = fields.LongText(
        label="What you ask, or why your figure differs", max_length=1000, rows=4, required=False
    )
    is_released = fields.TickBox(
        label="Let whoever sent the figure read this now",
        hint="Until you tick it, only your own organisation sees what you made of the figure.",
        required=False,
    )
