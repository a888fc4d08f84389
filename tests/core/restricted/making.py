"""Restricted records for tests, made by calling operations as members of the cast."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.db import OperationalError, connection
from django.utils import timezone

from safeguarding.act.disclosures import operations as disclosures
from safeguarding.collect.alerts import operations as alerts
from safeguarding.collect.reviews.models import Review
from safeguarding.collect.sealed import operations as sealed
from safeguarding.core.access import context
from safeguarding.core.restricted import operations
from safeguarding.core.restricted.models import RestrictedRecord
from tests.collect.reviews.making import a_review

YESTERDAY = date(2025, 6, 2)


def as_reader(world, who, level=4):
    """Become a member of the cast with this ceiling, as a page of that level lets them."""
    actor = replace(world.actor(who), level=level, purpose="protect")
    context.set_context(context.values(actor))
    return actor


def a_request(world, who="dana", **facts):
    """Log a request to share information."""
    given = {
        "about": "C-104",
        "asker": "PARTNER",
        "asked_by": "duty social worker, county council",
        "asked_on": YESTERDAY,
        "purpose": "An enquiry under section 47",
        "wanted": "Attendances of the last year",
    } | facts
    return disclosures.log_request(facts=given, is_child=True, by=as_reader(world, who), at=timezone.now())


def an_alert(world, who="pat", **facts):
    """Keep an alert about an adult."""
    given = {
        "about": "A-7",
        "kind": "NEGLECT",
        "raised_on": YESTERDAY,
        "what_happened": "Found without food for two days",
        "whereabouts": "Supported housing in the north",
        "done": "",
    } | facts
    return alerts.raise_alert(facts=given, by=as_reader(world, who), at=timezone.now())


def a_note(world, who="hana", review=None, text="What the panel has still to settle"):
    """Write a sealed note."""
    as_reader(world, who)
    review = review or a_review(world, who, label=f"SAR-{Review.objects.count() + 1}")
    return sealed.write_note(
        review=review, title="Panel", text=text, by=as_reader(world, who), at=timezone.now()
    )


def kept(row):
    """Return what is kept of a restricted record."""
    return RestrictedRecord.objects.get(record=row.public_id)


def name(world, row, person, by, **options):
    """Put somebody on the list of a record: alone at L3, by two at L4."""
    as_reader(world, by)
    restricted = kept(row)
    people = {"restricted": restricted, "person": getattr(world, person)}
    if restricted.level == 3:
        return operations.name_person(
            reason="Works on it", by=as_reader(world, by), at=timezone.now(), **people, **options
        )
    asked = operations.propose(
        kind="NAME", reason="Works on it", by=as_reader(world, by), at=timezone.now(), **people
    )
    return operations.decide(
        proposal=asked, version=1, agree=True, by=as_reader(world, "cal"), at=timezone.now()
    )


def opened(client, world, place="wyvern"):
    """Let a signed-in client open restricted pages: it has said what it reads them for."""
    session = client.session
    session["purpose"] = {str(getattr(world, place).public_id): "protect"}
    session.save()
    return client


def said_why(client, address):
    """Let a client take the list at an address away as a file: it has said why."""
    client.post(f"/core/audit/take/?{urlencode({'next': address})}", {"reason": "For the committee of March"})
    return client


def taken(client, address):
    """Take a list about people away as a file."""
    return said_why(client, address).get(address)


@contextmanager
def broken_audit():
    """Let nothing be written to the audit."""

    def refuse(execute, sql, params, many, about):
        if sql.startswith("insert into core_auditrecord"):
            raise OperationalError("the disk is full")
        return execute(sql, params, many, about)

    with connection.execute_wrapper(refuse):
        yield
