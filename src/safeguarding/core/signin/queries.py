"""Reads about sign-in: somebody's factors, where they are signed in, how and how lately they proved who they are."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest

from safeguarding.core.people.models import User
from safeguarding.core.signin.models import ProviderIdentity, SignInTry
from safeguarding.core.signin.providers import Provider, every
from safeguarding.core.signin.tokens import Identity

BEGAN = "began"  # in the session: when the person signed in
# Security plan, 1.1: what is restricted asks for a second factor that is no older than this.
LONGEST_SINCE_STEP_UP = timedelta(minutes=5)


@dataclass(frozen=True)
class Factors:
    """What a person proves who they are with, beside a password."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int

    @property
    def any(self) -> bool:
        """Return whether there is one at all; recovery codes alone are none."""
        return bool(self.app or self.passkeys)


def factors(user: User) -> Factors:
    """Return a person's authenticator app, passkeys and how many recovery codes are left."""
    found = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    codes = next((one for one in found if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        app=next((one for one in found if one.type == Authenticator.Type.TOTP), None),
        passkeys=[one for one in found if one.type == Authenticator.Type.WEBAUTHN],
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def has_second_factor(user: User) -> bool:
    """Test whether a person has set up an authenticator app or a passkey."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def sessions(user: User) -> list[UserSession]:
    """Return where a person is signed in, the latest first; what has run out is put away."""
    found = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda session: session.created_at, reverse=True)


def get_session(user: User, pk: int) -> UserSession:
    """Return one of a person's own sessions, or 404."""
    found = UserSession.objects.filter(user=user, pk=pk).first()
    if found is None:
        raise Http404
    return found


TRIES_KEPT_DAYS = 90
LATELY = timedelta(days=7)
MANY_FAILED = 3  # in a week: a forgotten password takes one or two


def tries(user: User) -> list[SignInTry]:
    """Return the latest sign-ins to somebody's account and those that failed, the last first."""
    return list(SignInTry.objects.filter(user=user).order_by("-at", "-id")[:20])


def failed_sign_ins(user: User) -> list[SignInTry]:
    """Return the latest sign-ins to somebody's account that failed, the last first."""
    failed = SignInTry.objects.filter(user=user).exclude(outcome=SignInTry.Outcome.SIGNED_IN)
    return list(failed.order_by("-at", "-id")[:20])


def failing_lately(people: QuerySet, now: datetime) -> list[tuple[User, int]]:
    """Return those of these people to whose account several sign-ins failed within a week, with how many, most first."""
    failed = SignInTry.objects.filter(user__in=people, at__gt=now - LATELY, at__lte=now)
    counted = failed.exclude(outcome=SignInTry.Outcome.SIGNED_IN).values("user").annotate(number=Count("pk"))
    often = {row["user"]: row["number"] for row in counted.filter(number__gte=MANY_FAILED)}
    found = [(person, often[person.pk]) for person in User.objects.filter(pk__in=often)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


def proved_at(request: HttpRequest) -> datetime | None:
    """Return when the person last proved a second factor in this session."""
    moments = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa"
    ]
    return datetime.fromtimestamp(max(moments), tz=UTC) if moments else None


def stepped_up(request: HttpRequest, now: datetime) -> bool:
    """Test whether a second factor was proved within the last five minutes; made-up staff of a demonstration have none."""
    user = request.user
    made_up = user if isinstance(user, User) and user.is_demonstration else None
    if settings.DEMONSTRATION and made_up and not has_second_factor(made_up):
        return True
    at = proved_at(request)
    return at is not None and now - at <= LONGEST_SINCE_STEP_UP


def get_passkey(user: User, pk: int) -> Authenticator:
    """Return one of a person's own passkeys, or 404."""
    found = Authenticator.objects.filter(user=user, pk=pk, type=Authenticator.Type.WEBAUTHN).first()
    if found is None:
        raise Http404
    return found


def identities(user: User) -> list[ProviderIdentity]:
    """Return by which other organisations' sign-in a person may come in."""
    return list(ProviderIdentity.objects.filter(user=user).order_by("provider"))


def links(user: User) -> list[tuple[Provider, ProviderIdentity | None]]:
    """Return this deployment's providers, each with a person's link to it if there is one."""
    linked = {one.issuer: one for one in identities(user)}
    return [(provider, linked.get(provider.issuer)) for provider in every()]


def get_identity(user: User, pk: int) -> ProviderIdentity:
    """Return one of a person's own links, or 404."""
    found = ProviderIdentity.objects.filter(user=user, pk=pk).first()
    if found is None:
        raise Http404
    return found


def person_linked(identity: Identity) -> User | None:
    """Return who is linked with a subject of an issuer, if their account is open."""
    found = ProviderIdentity.objects.select_related("user").filter(
        issuer=identity.issuer, subject=identity.subject
    )
    person = next((one.user for one in found), None)
    return person if person and person.is_active and not person.is_system else None
