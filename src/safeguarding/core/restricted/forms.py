"""What people type about restricted records."""

from django import forms

from safeguarding.core.restricted.gate import PURPOSES
from safeguarding.kit.forms import fields

CHANGES = (
    ("NAME", "Put somebody on the list"),
    ("UNNAME", "Take somebody off the list"),
    ("EXCLUDE", "Keep somebody from the record, whatever else would open it"),
    ("READMIT", "No longer keep somebody from it"),
    ("RAISE", "Close it to all but the people on its list"),
    ("LOWER", "Open it again to the roles that read records of its kind"),
    ("SAFE", "Mark that it holds a safe address"),
    ("CLEAR", "Clear the safe-address mark"),
    ("HOLD", "Put a legal hold on it"),
    ("LIFT", "Lift the legal hold"),
    ("EMERGENCY", "Open it to me in an emergency, for 4 hours"),
)
ABOUT_SOMEBODY = ("NAME", "UNNAME", "EXCLUDE", "READMIT")


class Purpose(forms.Form):
    """What somebody reads restricted records for."""

    purpose = fields.Choice(
        label="What do you need these records for?",
        called="what you need these records for",
        choices=PURPOSES,
        page_heading=True,
    )


class Change(forms.Form):
    """A change to a restricted record's list, level or flags."""

    kind = fields.Choice(label="What should change?", called="what should change", choices=CHANGES)
    email = fields.Email(
        label="Work email address of the person",
        required=False,
        autocomplete="off",
        hint="For the first four only.",
    )
    reason = fields.ShortText(label="Why", max_length=200, hint="In words that say nothing of the case.")

    def clean(self) -> dict:
        """Ask for the person where the change is about one."""
        typed = super().clean()
        if typed.get("kind") in ABOUT_SOMEBODY and not typed.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter the work email address of the person")
        return typed


class Dispose(forms.Form):
    """Why a record whose time has passed is disposed of."""

    reason = fields.ShortText(
        label="Why it is no longer needed", max_length=200, hint="In words that say nothing of the case."
    )


class Verdict(forms.Form):
    """The second person's yes or no."""

    agree = fields.Choice(
        label="Do you agree?", called="whether you agree", choices=[("yes", "Yes"), ("no", "No")], inline=True
    )
    version = fields.Version()
