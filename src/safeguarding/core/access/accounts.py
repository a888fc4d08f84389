"""Our ways with the account library: nobody signs up by themselves, and nobody gets far without a second factor."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as allauth_context
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from safeguarding.core.people.models import User
from safeguarding.kit.refusals import Refused

SIGNED_IN = "account/messages/logged_in.txt"  # the library's name of what it would say


class NotADemonstration(Refused):
    """The demonstration's switch was found on a deployment of real people."""


class Accounts(DefaultAccountAdapter):
    """People are added by an administrator of their organisation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an account comes from an invitation."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, template: str | None = None, *more: Any, **named: Any
    ) -> None:
        """Say nothing when somebody signs in: their name stands at the top of the page, and their work below it."""
        if template != SIGNED_IN:
            super().add_message(request, level, template, *more, **named)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again before a second factor is changed; setting up the first one follows the password at once."""
        user = allauth_context.request.user
        return Authenticator.objects.filter(user=user).exists()


def assurance(request: HttpRequest) -> str:
    """
    Return how the person proved who they are in this session: "none", "password" or "two-factor".

    Made-up staff of a demonstration count as proved by their password, so that anybody can try it. The switch does so
    for them alone, and `refuse_demonstration_of_real_people` keeps it out of any other deployment.
    """
    if not request.user.is_authenticated:
        return "none"
    methods = {record.get("method") for record in get_authentication_records(request, request.user)}
    if "mfa" in methods or (settings.DEMONSTRATION and request.user.is_demonstration):
        return "two-factor"
    return "password"


def refuse_demonstration_of_real_people() -> None:
    """
    Stop before serving if the demonstration's switch is on where real people are registered.

    :raises NotADemonstration: if anybody but made-up staff has an account.
    """
    if settings.DEMONSTRATION and User.objects.filter(is_demonstration=False, is_system=False).exists():
        raise NotADemonstration(
            "SAFEGUARDING_DEMONSTRATION is set, but this database holds real people. Unset it: the switch signs"
            " made-up staff in without a code and has no place here."
        )
