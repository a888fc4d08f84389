"""What people do with their own sign-in: their name, their sessions, their factors."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import actor_for, holdings
from safeguarding.core.audit.operations import record
from safeguarding.core.people.models import User
from safeguarding.core.signin import queries
from safeguarding.core.signin.models import ProviderIdentity, SignInTry
from safeguarding.core.signin.providers import Provider
from safeguarding.core.signin.tokens import Identity
from safeguarding.kit.refusals import Refused


class LinkedAlready(Refused):
    """A subject is one person, and a person one subject of an issuer."""


class LastFactor(Refused):
    """Nobody is left without a second factor."""


@transaction.atomic
def rename(*, name: str, by: Actor, at: datetime) -> User:
    """Change one's own name as others see it; what stands in the audit is one's e-mail address, which stays."""
    user = by.person
    user.name = name
    user.save(update_fields=["name"])
    record_everywhere("person.renamed", user=user, at=at)
    return user


def note_try(*, person: User, outcome: str, ip: str, at: datetime) -> None:
    """Keep that somebody came in, or tried to, and forget what is older than it is kept."""
    SignInTry.objects.filter(user=person, at__lt=at - timedelta(days=queries.TRIES_KEPT_DAYS)).delete()
    SignInTry(user=person, outcome=outcome, ip=ip or None, at=at).save()


@transaction.atomic
def remove_passkey(*, passkey: Authenticator, keep: str, by: Actor, at: datetime) -> None:
    """
    Take away one of one's own passkeys.

    :raises LastFactor: if nothing else is left to sign in with.
    """
    factors = queries.factors(by.person)
    if factors.app is None and len(factors.passkeys) == 1:
        raise LastFactor("This is your only second factor. Set up another one first.")
    passkey.delete()
    change_factor(user=by.person, what="passkey_removed", keep=keep, at=at)


@transaction.atomic
def link(*, identity: Identity, provider: Provider, keep: str, by: Actor, at: datetime) -> ProviderIdentity:
    """
    Let one sign in as oneself by another organisation's sign-in from now on.

    :raises LinkedAlready: if this person or that subject is linked; nobody is told with whom.
    """
    made = ProviderIdentity(
        user=by.user,
        provider=provider.key,
        issuer=identity.issuer,
        subject=identity.subject,
        linked_on=at.date(),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise LinkedAlready("One of the two is linked already. Take that link away first.") from None
    change_factor(user=by.person, what="provider_linked", keep=keep, at=at)
    return made


@transaction.atomic
def unlink(*, identity: ProviderIdentity, keep: str, by: Actor, at: datetime) -> None:
    """Sign in no longer by another organisation's sign-in."""
    identity.delete()
    change_factor(user=by.person, what="provider_unlinked", keep=keep, at=at)


@transaction.atomic
def end_session(*, session: UserSession, by: Actor, at: datetime) -> None:
    """Sign the person out in one place."""
    session.end()
    record_everywhere("session.ended", user=by.person, at=at, count=1)


@transaction.atomic
def end_other_sessions(*, keep: str | None, by: Actor, at: datetime) -> int:
    """Sign the person out everywhere but in the session with this key; returns how many ended."""
    ended = _end(by.person, keep)
    record_everywhere("session.ended", user=by.person, at=at, count=ended)
    return ended


@transaction.atomic
def change_factor(*, user: User, what: str, keep: str | None, at: datetime) -> None:
    """
    Note that somebody's password or second factor is another now, and sign them out everywhere but here.

    Whoever knew the old one has nothing left (OWASP ASVS 5.0, V7.4.3). The person is told by e-mail.
    """
    ended = _end(user, keep)
    record_everywhere("sign-in.changed", user=user, at=at, change=what, ended=ended)


@transaction.atomic
def forget_factors(*, user: User, at: datetime) -> None:
    """Take away everything but the password that lets somebody in, and sign them out everywhere."""
    Authenticator.objects.filter(user=user).delete()
    alone = Actor(user=user, organisation=None, roles=frozenset(), today=at.date(), level=0)
    with context.acting(alone):
        ProviderIdentity.objects.filter(user=user).delete()
    _end(user, None)


def end_everywhere(*, user: User) -> None:
    """Sign somebody out in every place."""
    _end(user, None)


def _end(user: User, keep: str | None) -> int:
    others = [session for session in queries.sessions(user) if session.session_key != keep]
    for session in others:
        session.end()
    return len(others)


@transaction.atomic
def record_everywhere(what: str, *, user: User, at: datetime, **detail: Any) -> None:
    """Leave a record with every organisation for which a person holds a role today; without one there is no chain."""
    today = at.date()
    alone = Actor(user=user, organisation=None, roles=frozenset(), today=today, level=0)
    with context.acting(alone):
        places = list({held.organisation_id: held.organisation for held in holdings(user, today)}.values())
    for organisation in places:
        by = actor_for(user, organisation, today)
        with context.acting(by):
            record(what, about=user, by=by, at=at, **detail)
