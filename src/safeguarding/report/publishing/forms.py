"""Words people type about publishing."""

from django import forms

from safeguarding.kit.forms import fields


class Publish(forms.Form):
    """The word of whoever publishes."""

    version = fields.Version()
    declaration = fields.TickBox(
        label="I have read the figures above as the public will see them",
        error_messages={"required": "Confirm that you have read the figures as the public will see them"},
    )


class Withdraw(forms.Form):
    """Why published figures are taken back."""

    reason = fields.LongText(label="Why the figures are taken back", max_length=500, rows=3)
