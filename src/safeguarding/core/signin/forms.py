"""What people type about their own sign-in."""

from django import forms

from safeguarding.kit.forms import fields


class Name(forms.Form):
    """One's own name."""

    name = fields.ShortText(
        label="Name", max_length=120, autocomplete="name", hint="As your colleagues see it."
    )
