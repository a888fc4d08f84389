"""Leads what was chosen on the page of a restricted record to the operation that does it."""

from datetime import datetime

from safeguarding.core.access.actor import Actor
from safeguarding.core.people.models import User
from safeguarding.core.restricted import operations, queries, rules
from safeguarding.core.restricted.forms import ABOUT_SOMEBODY
from safeguarding.core.restricted.models import RestrictedRecord
from safeguarding.core.restricted.operations import NotPossible

WAITS = "It is asked for, and waits for a second person"


def change(restricted: RestrictedRecord, typed: dict[str, str], by: Actor, at: datetime) -> str:
    """
    Do what was chosen, or ask for it where it takes two; return what to tell the person.

    :raises NotPossible: if nobody signs in with the e-mail address.
    """
    kind, reason = typed["kind"], typed["reason"]
    person = _person(typed["email"]) if kind in ABOUT_SOMEBODY else None
    given = {"restricted": restricted, "by": by, "at": at}
    if kind == "EXCLUDE":
        operations.exclude(person=person, **given)
        return "They are kept from this record"
    if kind == "RAISE":
        operations.raise_level(**given)
        return "Only the people on its list see it now"
    if kind in ("SAFE", "HOLD"):
        operations.flag(safe_address=kind == "SAFE", hold=reason if kind == "HOLD" else "", **given)
        return "The mark is set"
    if kind == "NAME" and not rules.takes_two(kind, restricted.level):
        operations.name_person(person=person, reason=reason, **given)
        return "They are on the list"
    operations.propose(kind=kind, person=person, reason=reason, **given)
    return WAITS


def _person(email: str) -> User:
    person = queries.person_by_email(email)
    if person is None:
        raise NotPossible("Nobody signs in with this email address.")
    return person
