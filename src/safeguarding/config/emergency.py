"""
Opens the database to a person for an hour at most, as the last resort of those who look after the deployment.

Nobody has a sign-in that goes past row security. Two named people open one, each with a code of their own app, for a
ground and a reason; it reads and never writes, one connection at a time, every statement stands in the server's log, and
what is closed to all but the people on its list (level L4) it does not show (security plan 1.5).
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import psycopg
from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.urls import reverse
from psycopg import sql

from safeguarding.config.backing_up import database_name, superuser
from safeguarding.core.access import context, policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.decision import RESTRICTED
from safeguarding.core.access.held_today import own_and_lent
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.operations import system_actor
from safeguarding.core.access.queries import actor_of, on_day
from safeguarding.core.access.rowsecurity import our_models, reach_of
from safeguarding.core.audit.models import AuditContent, RowHistory
from safeguarding.core.audit.operations import record
from safeguarding.core.breakglass.models import Opening
from safeguarding.core.breakglass.rules import LASTS, SHORTEST_REASON
from safeguarding.core.notices.operations import tell
from safeguarding.core.people.models import User
from safeguarding.kit import identifying
from safeguarding.kit.refusals import Refused

ROLE = "safeguarding_emergency"
FIRST, SECOND = (
    frozenset({policy.OPERATOR_ROLE}),
    frozenset({policy.OPERATOR_ROLE, policy.GUARDIAN_ROLE, "R01", "R02"}),
)
EXISTS = "select 1 from pg_roles where rolname = %s"
MAKE = (
    "create role {} nologin nosuperuser nobypassrls nocreatedb nocreaterole connection limit 1",
    "alter role {} set default_transaction_read_only = on",
    "alter role {} set log_statement = 'all'",
)


class NotOpened(Refused):
    """The database stays closed."""


def people(first: str, second: str, today: datetime) -> tuple[User, User]:
    """
    Return the two who open it: one looks after the deployment, the other does too or answers for what it holds.

    :raises NotOpened: if they are one and the same, or either holds no role that may.
    """
    found = (_holder(first, FIRST, today), _holder(second, SECOND, today))
    if found[0] == found[1]:
        raise NotOpened("Two people open the database.")
    return found


def _holder(email: str, roles: frozenset[str], now: datetime) -> User:
    person = User.objects.filter(email__iexact=email, is_active=True, is_system=False).first()
    if person is None:
        raise NotOpened(f"Nobody signs in as {email}.")
    with transaction.atomic():
        context.set_context(["", str(person.pk), "0", now.date().isoformat()])
        held = {each.role for each in own_and_lent(person, now.date()) if each.user_id == person.pk}
    if not held & roles:
        raise NotOpened(f"{person.name} holds no role that opens the database.")
    return person


def prove(person: User, code: str) -> None:
    """
    Check the code that somebody's app shows now; each code holds once.

    :raises NotOpened: if it does not hold, or they have no app.
    """
    app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if app is None or not app.wrap().validate_code(code):
        raise NotOpened(f"The code of {person.name} does not hold.")


def check(ground: str, reason: str, minutes: int) -> None:
    """
    Refuse what an opening in the product itself would refuse.

    :raises NotOpened: if the ground, the reason or the time does not fit.
    """
    if ground not in Opening.Ground.values:
        raise NotOpened(f"The ground is one of {', '.join(Opening.Ground.values)}.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotOpened(f"Give a reason of at least {SHORTEST_REASON} characters.")
    if not timedelta(0) < timedelta(minutes=minutes) <= LASTS:
        raise NotOpened("It opens for 60 minutes at most.")
    identifying.refuse_identity("The reason", reason)


def put_on_record(what: str, at: datetime, **said: object) -> int:
    """
    Write it to the audit of every organisation that has a Caldicott Guardian, and tell them; return how many were told.

    The deployment's own chain holds it too, so that it stands somewhere whoever holds which role.
    """
    deployment = system_actor(at.date(), "emergency")
    with context.acting(deployment):
        record(what, about=None, by=deployment, at=at, **said)
    with transaction.atomic():
        places = _with_a_guardian(at)
        for place in places:
            by = actor_of(place, None, at.date(), purpose="emergency")
            _tell_one(what, by, at, said)
    return len(places)


def _tell_one(what: str, by: Actor, at: datetime, said: dict[str, object]) -> None:
    with context.acting(by):
        record(what, about=None, by=by, at=at, **said)
        url, roles = f"{reverse('core:audit_records')}?days=1", [policy.GUARDIAN_ROLE, policy.GOVERNANCE_ROLE]
        tell(organisation=by.acting_for, kind=what, url=url, roles=roles, by=by, at=at)


def _with_a_guardian(at: datetime) -> list[int]:
    """Return the organisations somebody guards today; read as the superuser, for no actor sees all of them."""
    held = RoleHolding.objects.filter(on_day(at.date()), role=policy.GUARDIAN_ROLE)
    words, given = held.order_by("organisation").values("organisation").distinct().query.sql_with_params()
    with _as_superuser() as connection:
        return [place for (place,) in connection.execute(words, given).fetchall()]


@contextmanager
def opened(until: datetime) -> Iterator[str]:
    """Let the role in until a moment, and give its password; however this ends, it is closed again."""
    password = secrets.token_urlsafe(24)
    with _as_superuser() as connection:
        _make(connection)
        _let_read(connection)
        words = sql.SQL("alter role {} login password {} valid until {}")
        connection.execute(
            words.format(sql.Identifier(ROLE), sql.Literal(password), sql.Literal(until.isoformat()))
        )
    try:
        yield password
    finally:
        close()


def close() -> None:
    """End whoever is connected by the role, and take its sign-in and every right from it."""
    with _as_superuser() as connection:
        if not connection.execute(EXISTS, [ROLE]).fetchone():
            return
        connection.execute(sql.SQL("alter role {} nologin password null").format(sql.Identifier(ROLE)))
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", [ROLE]
        )
        connection.execute(sql.SQL("drop owned by {}").format(sql.Identifier(ROLE)))


def _make(connection: psycopg.Connection) -> None:
    if not connection.execute(EXISTS, [ROLE]).fetchone():
        for words in MAKE:
            connection.execute(sql.SQL(words).format(sql.Identifier(ROLE)))


def _let_read(connection: psycopg.Connection) -> None:
    """Let the role read our tables, but for what is restricted to a list and what was said of it before."""
    role = sql.Identifier(ROLE)
    connection.execute(sql.SQL("grant usage on schema public to {}").format(role))
    for model in our_models():
        if model in (AuditContent, RowHistory) or hangs_on_a_list(model):
            continue
        table = sql.Identifier(model._meta.db_table)
        shown = sql.SQL(_shown(model))
        columns = sql.SQL(", ").join(map(sql.Identifier, _columns(model)))
        connection.execute(sql.SQL("grant select ({}) on {} to {}").format(columns, table, role))
        policy_words = sql.SQL("create policy {} on {} for select to {} using ({})")
        connection.execute(policy_words.format(role, table, role, shown))


def _columns(model: type[models.Model]) -> list[str]:
    """Return what may be read of a row: all but what lets somebody in."""
    return [column.column for column in model._meta.concrete_fields if column.name != "password"]


def hangs_on_a_list(model: type[models.Model]) -> bool:
    """Tell whether a table's rows belong to those of a restricted table, whose level they share."""
    parent = reach_of(model).parent
    above = model._meta.get_field(parent).related_model if parent else None
    return above is not None and (reach_of(above).listed or hangs_on_a_list(above))


def _shown(model: type[models.Model]) -> str:
    if not reach_of(model).listed:
        return "true"
    return f"exists (select 1 from core_restrictedrecord r where r.record = public_id and r.level < {RESTRICTED})"  # noqa: S608  a constant


@contextmanager
def _as_superuser() -> Iterator[psycopg.Connection]:
    with psycopg.connect(**superuser(database_name()), autocommit=True) as connection:  # type: ignore[arg-type]
        yield connection
