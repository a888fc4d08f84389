"""What people type about lists that leave."""

from django import forms

from safeguarding.kit.forms import fields


class Reason(forms.Form):
    """Why a list about people leaves as a file."""

    reason = fields.ShortText(
        label="Why do you need this list as a file?",
        called="why you need this list as a file",
        max_length=200,
        hint="For example, for the safeguarding committee of March. Say nothing of a person.",
    )
