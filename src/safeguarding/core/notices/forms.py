"""What a person chooses about notices."""

from django import forms

from safeguarding.core.notices.models import NoticeChoice
from safeguarding.kit.forms import fields


class ByEmail(forms.Form):
    """How the person wants to hear by e-mail."""

    email = fields.Choice(
        label="Emails about notices",
        hint="An email says that something waits for you. It never says what. A security alert does not wait for the day’s email.",
        choices=NoticeChoice.Email.choices,
    )
