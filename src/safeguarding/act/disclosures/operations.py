"""Writes to the information-sharing log: a request, the decision on it, its end; and corrections with a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from safeguarding.act.disclosures.models import Disclosure
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.decision import PERSON_IDENTIFIABLE
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock
from safeguarding.core.audit.operations import record
from safeguarding.core.restricted.keeping import count_from
from safeguarding.core.restricted.operations import open_restricted
from safeguarding.core.restricted.queries import require
from safeguarding.kit import identifying
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("SHR", "w")
ASKED = ("about", "asker", "asked_by", "asked_on", "purpose", "wanted")
DECIDED = ("basis", "verdict", "rationale", "shared", "told", "is_person_told", "why_not_told", "review_on")
SHARING = frozenset({Disclosure.Verdict.SHARED, Disclosure.Verdict.PART})
CHILD, ADULT = "child", "adult"


class NotPossible(Refused):
    """The log cannot hold this."""


@transaction.atomic
def log_request(*, facts: Mapping[str, Any], is_child: bool, by: Actor, at: datetime) -> Disclosure:
    """
    Enter a request for information about a person.

    :param facts: the columns in ASKED.
    :raises SaysWho: if the words would say who a person is.
    """
    require(by, WRITE, by.acting_for)
    disclosure = Disclosure(organisation=by.organisation, **{name: facts[name] for name in ASKED})
    _check(disclosure, at.date())
    open_restricted(
        row=disclosure, level=PERSON_IDENTIFIABLE, retention=CHILD if is_child else ADULT, by=by, at=at
    )
    disclosure.save()
    record("disclosure.requested", about=disclosure, by=by, at=at, content={"asker": disclosure.asker})
    return disclosure


@transaction.atomic
def decide_request(
    *, disclosure: Disclosure, version: int, facts: Mapping[str, Any], by: Actor, at: datetime
) -> Disclosure:
    """
    Decide whether what was asked for is shared, on what basis and why; a later decision takes its place.

    :param facts: the columns in DECIDED.
    :raises NotPossible: if the decision is not whole, or the request has ended.
    """
    require(by, WRITE, disclosure.organisation)
    disclosure = lock(disclosure, by=by, version=version)
    if disclosure.ended_on:
        raise NotPossible("This request has ended.")
    for name in DECIDED:
        setattr(disclosure, name, facts[name])
    disclosure.decided_at, disclosure.decided_by = at, by.user
    _check(disclosure, at.date())
    disclosure.save()
    record(
        "disclosure.decided",
        about=disclosure,
        by=by,
        at=at,
        content={"verdict": disclosure.verdict, "basis": disclosure.basis},
        review_on=disclosure.review_on,
    )
    return disclosure


@transaction.atomic
def correct_request(
    *, disclosure: Disclosure, version: int, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> Disclosure:
    """
    Change what the log says was asked; what it said before stays in its history.

    :raises NothingChanged: if it says what stands already.
    """
    require(by, WRITE, disclosure.organisation)
    disclosure = lock(disclosure, by=by, version=version)
    changed = changed_in(disclosure, {name: changes[name] for name in ASKED})
    identifying.refuse_identity("The reason", reason)
    for name in changed:
        setattr(disclosure, name, changes[name])
    _check(disclosure, at.date())
    disclosure.save()
    record(
        "disclosure.corrected", about=disclosure, by=by, at=at, changed=changed, content={"reason": reason}
    )
    return disclosure


@transaction.atomic
def end_request(
    *,
    disclosure: Disclosure,
    version: int,
    ended_on: date,
    outcome: str,
    by: Actor,
    at: datetime,
    born_in: int | None = None,
    died_in: int | None = None,
) -> Disclosure:
    """
    End a request that was decided; from this day the time runs for which it is kept.

    :param born_in: the year of birth of the youngest child that it is about, and `died_in` that of its death.
    :raises NotPossible: if it is not decided, or the day lies before it was asked or after today.
    """
    require(by, WRITE, disclosure.organisation)
    disclosure = lock(disclosure, by=by, version=version)
    if disclosure.verdict == Disclosure.Verdict.PENDING:
        raise NotPossible("Decide on the request before you end it.")
    disclosure.ended_on, disclosure.outcome, disclosure.review_on = ended_on, outcome, None
    _check(disclosure, at.date())
    disclosure.save()
    count_from(disclosure.public_id, ended_on, born_in=born_in, died_in=died_in)
    record("disclosure.ended", about=disclosure, by=by, at=at, ended_on=ended_on)
    return disclosure


def _check(disclosure: Disclosure, today: date) -> None:
    identifying.refuse_identity("The reference", disclosure.about, is_label=True)
    for called, name in WORDS:
        identifying.refuse_identity(called, getattr(disclosure, name))
    if disclosure.asked_on > today or (disclosure.ended_on and disclosure.ended_on > today):
        raise NotPossible("The day cannot lie in the future.")
    if disclosure.ended_on and disclosure.ended_on < disclosure.asked_on:
        raise NotPossible("The request cannot end before it was made.")
    if disclosure.verdict != Disclosure.Verdict.PENDING:
        _check_decision(disclosure)


WORDS = (
    ("Who asked", "asked_by"),
    ("The purpose", "purpose"),
    ("What was asked for", "wanted"),
    ("The reason", "rationale"),
    ("What was shared", "shared"),
    ("Who was told", "told"),
    ("Why the person was not told", "why_not_told"),
    ("The outcome", "outcome"),
)


def _check_decision(disclosure: Disclosure) -> None:
    sharing = disclosure.verdict in SHARING
    if not disclosure.rationale:
        # Information sharing advice (DfE, May 2024): record the decision and the reason, whatever it is.
        raise NotPossible("Say why this decision is necessary and proportionate.")
    if sharing and not (disclosure.shared and disclosure.told):
        raise NotPossible("Say what was shared and who was told.")
    if not sharing and (disclosure.shared or disclosure.told):
        raise NotPossible("Nothing was shared: leave out what was shared and who was told.")
    if sharing and disclosure.basis == Disclosure.Basis.NONE:
        raise NotPossible("Nothing is shared without a basis in law.")
    if disclosure.is_person_told is False and not disclosure.why_not_told:
        # Caldicott principle 8 (National Data Guardian, 2020): no surprises, unless telling would do harm.
        raise NotPossible("Say why the person was not told.")
