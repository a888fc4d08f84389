"""Our ways with the account library: nobody signs up by themselves, and nobody gets far without a second factor."""

import logging
from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from safeguarding.core.people.models import User
from safeguarding.core.signin import operations, queries
from safeguarding.core.signin.tries import note_try
from safeguarding.kit.pages.environment import SERVICE_NAME
from safeguarding.kit.refusals import Refused

logger = logging.getLogger("safeguarding.signin")
PASSKEY_ADDED = "mfa/messages/webauthn_added.txt"
SET_UP = {"totp_activated", "webauthn_added"}
SIGNED_IN = "account/messages/logged_in.txt"  # the library's name of what it would say


ASKS_FOR_FACTOR = "allauth.mfa.stages.AuthenticateStage"


class NotADemonstration(Refused):
    """The demonstration's switch was found on a deployment of real people."""


class Accounts(DefaultAccountAdapter):
    """People are added by an administrator of their organisation."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right",
        "too_many_login_attempts": "There were too many wrong tries. Wait a few minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an account comes from an invitation."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, template: str | None = None, *more: Any, **named: Any
    ) -> None:
        """Say nothing when somebody signs in: their name stands at the top of the page, and their work below it."""
        if template == PASSKEY_ADDED:
            super().add_message(request, level, message="The passkey is set up")
        elif template != SIGNED_IN:
            super().add_message(request, level, template, *more, **named)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again before a second factor is changed; setting up the first one follows the password at once."""
        return queries.has_second_factor(allauth_context.request.user)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Ask for a second factor, and for the password only of somebody who has no factor yet."""
        methods = super().get_reauthentication_methods(user)
        return [one for one in methods if one["id"] != "reauthenticate"] or methods

    def get_login_stages(self) -> list[str]:
        """Leave our own second factor out for somebody whose provider said that they used one there, this very time."""
        stages = super().get_login_stages()
        return [one for one in stages if one != ASKS_FOR_FACTOR] if proved_elsewhere(self.request) else stages

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign somebody in, and note when: a session ends twelve hours later, whatever happens in it."""
        super().login(request, user)
        note_try(request, user, "IN")
        request.session[queries.BEGAN] = timezone.now().timestamp()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note that a password was wrong, for the person whose account it is; in the log for nobody's account too."""
        logger.warning("a password was wrong", extra={"request": request})
        person = User.objects.filter(email__iexact=credentials.get("email") or "").first()
        note_try(request, person, "PASSWORD")

    def send_notification_mail(self, template_prefix: str, user: User, *more: Any, **named: Any) -> None:
        """
        Take the library's word that a password or factor was changed.

        Other sessions end, it stands in the audit, and the person is told by an e-mail of ours that says no more.
        """
        request = allauth_context.request
        keep = request.session.session_key if request.user.is_authenticated else None
        what = template_prefix.rpartition("/")[2]
        if what in SET_UP:
            # Setting a factor up takes using it; it opens the page of recovery codes that comes next, and no other.
            record_authentication(request, user, method="set-up", reauthenticated=True)
        operations.change_factor(user=user, what=what, keep=keep, at=timezone.now())


class Factors(DefaultMFAAdapter):
    """Our ways with second factors."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the product on the passkey's own dialogue, for the host that the person has come to."""
        return super().get_public_key_credential_rp_entity() | {"name": SERVICE_NAME}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - theirs
        """Suggest a name for a new passkey."""
        return f"Passkey {len(queries.factors(user).passkeys) + 1}"


def proved_elsewhere(request: HttpRequest) -> bool:
    """Test whether this request brought a provider's word that a second factor was used there."""
    return getattr(request, "second_factor_elsewhere", False)


def enter(request: HttpRequest, user: User, provider: str, *, two_factor: bool, to: str) -> HttpResponse:
    """Sign somebody in whom a provider has proved to be who they are; without its word for it, they prove a factor here."""
    record_authentication(request, user, method="provider", provider=provider)
    if two_factor:
        record_authentication(request, user, method="mfa", type="provider", provider=provider)
    request.second_factor_elsewhere = two_factor
    return perform_login(request, Login(user=user, redirect_url=to or None))


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


def again(request: HttpRequest, onward: str) -> str:
    """Return where a person proves their second factor once more, and from where they go on."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    return f"{methods[0]['url']}?{urlencode({'next': onward})}"


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
