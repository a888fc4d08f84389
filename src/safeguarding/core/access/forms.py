"""What an administrator of sign-ins types."""

from collections.abc import Sequence
from datetime import date

from django import forms

from safeguarding.kit.forms import fields


class Invite(forms.Form):
    """A role for somebody, known or new."""

    email = fields.Email(label="Work email address", autocomplete="off")
    name = fields.ShortText(
        label="Name", max_length=120, required=False, hint="Needed only for somebody who is new here."
    )
    role = fields.Select(label="Role", choices=())
    starts_on = fields.DateInput(label="First day", called="first day")
    ends_on = fields.DateInput(
        label="Last day",
        called="last day",
        required=False,
        hint="Reviewers, regulators and auditors need one within a year.",
    )
    reason = fields.ShortText(
        label="Why", called="why", max_length=200, required=False, hint="Such as a new post, or a transfer"
    )

    def __init__(self, *args, roles: Sequence[tuple[str, str]], today: date, **kwargs) -> None:
        super().__init__(*args, initial={"starts_on": today}, **kwargs)
        self.fields["role"].choices = list(roles)


class EndRole(forms.Form):
    """The last day on which a role is held."""

    ends_on = fields.DateInput(
        label="Last day",
        called="last day",
        hint="The role opens nothing from the day after. Enter yesterday to end it at once.",
    )
    reason = fields.ShortText(label="Why", called="why", max_length=200, required=False)

    def __init__(self, *args, starts_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].earliest = starts_on


class Sure(forms.Form):
    """A tick before something that cannot be undone."""

    sure = fields.TickBox(
        label="I have spoken to this person and know that it is them",
        error_messages={"required": "Confirm that you know that it is them"},
    )
