"""Breaks the glass, and judges afterwards whether that was right."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from safeguarding.core.access import policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import lock
from safeguarding.core.audit.operations import record
from safeguarding.core.audit.reads import NotRecorded
from safeguarding.core.breakglass import queries, rules
from safeguarding.core.breakglass.models import Opening
from safeguarding.core.breakglass.queries import require
from safeguarding.core.notices.operations import tell
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.restricted.models import RestrictedRecord
from safeguarding.kit import clocks, identifying
from safeguarding.kit.refusals import Refused


class NotOpened(Refused):
    """The glass stays whole."""


@transaction.atomic
def break_glass(
    *, reference: str, ground: str, reason: str, since_step_up: timedelta | None, by: Actor, at: datetime
) -> Opening:
    """
    Open one record for an hour to somebody whose role does not open it.

    The audit, the opening and the word to the Caldicott Guardians stand in one transaction, before the record is shown.

    :param since_step_up: how long ago the person proved their second factor, or nothing.
    :raises NotOpened: with the reason; the same words for no such record and for one that is not to be opened so.
    :raises NotRecorded: if the audit cannot be written; then nothing is opened.
    """
    require(by)
    _one_at_a_time()
    restricted = queries.by_reference(reference)
    attempt = _attempt(restricted, ground, reason, since_step_up, by, at)
    if why := rules.refusal(attempt):
        raise NotOpened(why)
    if restricted is None:
        raise NotOpened(rules.UNKNOWN)
    identifying.refuse_identity("The reason", reason)
    opening = Opening(
        restricted=restricted,
        record=restricted.record,
        organisation=by.organisation,
        owner=restricted.organisation,
        ground=ground,
        reason=reason,
        opened_at=at,
        opened_by=by.user,
        until=at + rules.LASTS,
        decide_by_day=clocks.add_working_days(at.date(), 1),
    )
    try:
        with transaction.atomic():
            opening.save()
            _note(opening, restricted, by, at)
    except DatabaseError as failure:
        raise NotRecorded("glass.broken") from failure
    _alert(opening, by, at)
    return opening


def _one_at_a_time() -> None:
    """Let openings wait for each other until each is stored: of many at once no more than three are counted as three."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('glass', 0))")


def _attempt(
    restricted: RestrictedRecord | None,
    ground: str,
    reason: str,
    since_step_up: timedelta | None,
    by: Actor,
    at: datetime,
) -> rules.Attempt:
    if restricted is None:
        return rules.Attempt(by.roles, "", 0, reason, since_step_up=since_step_up, is_within_reach=False)
    return rules.Attempt(
        roles=by.roles,
        resource=restricted.resource,
        level=restricted.level,
        reason=reason,
        has_ground=ground in Opening.Ground.values,
        since_step_up=since_step_up,
        is_within_reach=queries.is_within_reach(by, restricted.organisation),
        is_excluded=queries.is_excluded(by, restricted.record),
        by_them_lately=queries.lately(at, opened_by=by.user),
        is_suspended=queries.suspended(by),
    )


def _note(opening: Opening, restricted: RestrictedRecord, by: Actor, at: datetime) -> None:
    record(
        "glass.broken",
        about=restricted,
        by=by,
        at=at,
        concerning=[opening.owner],
        ground=opening.ground,
        opening=opening.public_id,
        until=opening.until,
    )
    if rules.is_incident(queries.lately(at, organisation=by.organisation)):
        record(
            "security.incident", about=opening, by=by, at=at, concerning=[opening.owner], why="break-glass"
        )


def _alert(opening: Opening, by: Actor, at: datetime) -> None:
    """Tell the Caldicott Guardian and the lead for information governance, here and at the owner: that, never what."""
    log = f"{reverse('core:breakglass_log')}?opening={opening.public_id}"
    readings = reverse("core:audit_readers", args=[opening.record])
    for organisation in {opening.organisation, opening.owner}:
        for role, url in ((policy.GUARDIAN_ROLE, log), (policy.GOVERNANCE_ROLE, readings)):
            _tell_of(opening, organisation, url, by, at, roles=[role])
    # Once, not with each further one.
    if queries.lately(at, organisation=by.organisation) == rules.INCIDENT_FROM:
        roles = [policy.ADMINISTRATOR_ROLE, policy.GUARDIAN_ROLE, policy.GOVERNANCE_ROLE]
        url = f"{reverse('core:audit_records')}?days=1"
        tell(organisation=by.acting_for, kind="security.incident", url=url, roles=roles, by=by, at=at)
    for manager in queries.line_managers(by):
        _tell_of(opening, by.acting_for, log, by, at, person=manager)


def _tell_of(
    opening: Opening, organisation: Organisation, url: str, by: Actor, at: datetime, **whom: Any
) -> None:
    """Say that a record was opened; somebody kept from it is not told, be they Guardian or line manager."""
    tell(organisation=organisation, kind="glass.broken", url=url, about=opening.record, by=by, at=at, **whom)


@transaction.atomic
def judge(
    *, opening: Opening, version: int, is_justified: bool, finding: str, by: Actor, at: datetime
) -> Opening:
    """
    Say whether an opening was justified. One that nobody judges by the end of the next working day suspends the right.

    :raises NotOpened: if it was one's own, or was judged already.
    """
    require(by)
    _require_guardian(by, opening.organisation)
    if opening.opened_by_id == by.person.pk:
        raise NotOpened("Somebody else judges what you opened.")
    identifying.refuse_identity("The finding", finding)
    opening = lock(opening, by=by, version=version)
    if opening.judged_at:
        raise NotOpened("This was judged already.")
    opening.judged_at, opening.judged_by = at, by.user
    opening.is_justified, opening.finding = is_justified, finding
    opening.save()
    record("glass.judged", about=opening, by=by, at=at, concerning=[opening.owner], justified=is_justified)
    return opening


def _require_guardian(by: Actor, organisation: Organisation) -> None:
    """Refuse with a 403 unless the actor is the Caldicott Guardian of this organisation."""
    if policy.GUARDIAN_ROLE not in by.roles or by.organisation != organisation:
        raise PermissionDenied("judging an opening")
