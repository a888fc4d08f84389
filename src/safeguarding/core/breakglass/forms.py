"""What people type when they break the glass, and when they judge it."""

from django import forms

from safeguarding.core.breakglass.models import Opening
from safeguarding.kit.forms import fields


class Break(forms.Form):
    """One record by its reference, the ground and the reason."""

    reference = fields.ShortText(
        label="Reference of the record",
        max_length=20,
        hint="The whole reference, such as ADU-7K3QWP.",
        autocomplete="off",
    )
    ground = fields.Choice(label="Ground", choices=Opening.Ground.choices)
    reason = fields.LongText(
        label="Why it cannot wait", max_length=500, rows=3, hint="At least 20 characters. No names."
    )


class Finding(forms.Form):
    """Whether an opening was justified."""

    verdict = fields.Choice(
        label="Was it justified?",
        called="whether it was justified",
        choices=[("yes", "Yes"), ("no", "No")],
        inline=True,
    )
    finding = fields.LongText(label="What you found", max_length=500, rows=3)
    version = fields.Version()
