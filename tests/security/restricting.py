"""
Restricted records for the crawl: of every kind, at both levels, with people named, people kept out and broken glass.

They are made by the product's own operations as the readers of the crawl, before the canaries are planted, so that their
words are canaries like all others.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from safeguarding.act.disclosures import operations as disclosures
from safeguarding.collect.alerts import operations as alerts
from safeguarding.collect.reviews import operations as reviews
from safeguarding.collect.reviews.queries import type_of
from safeguarding.collect.sealed import operations as sealed
from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.breakglass import operations as breakglass
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User
from safeguarding.core.restricted import operations
from safeguarding.core.restricted.models import Proposal, RestrictedRecord
from safeguarding.kit import when

PURPOSE = "protect"
WHY = "Works on it with the council this month"


class Makers:
    """The readers of the crawl, each at work: `at("R02")` acts as the head of safeguarding."""

    def __init__(self, staff: dict[str, tuple[int, int]], now: datetime) -> None:
        self.staff, self.now = staff, now

    def at(self, role: str) -> Actor:
        """Become a reader, as a page of the highest level lets them."""
        user, place = self.staff[role]
        context.set_context([str(place), str(user), "4", self.now.date().isoformat()])
        return Actor(
            user=User.objects.get(pk=user),
            organisation=Organisation.objects.get(pk=place),
            roles=frozenset({role.partition(" ")[0]}),
            today=self.now.date(),
            purpose=PURPOSE,
            level=4,
        )

    def person(self, role: str) -> User:
        """Return a reader as a person."""
        return User.objects.get(pk=self.staff[role][0])

    def kept(self, row) -> RestrictedRecord:
        """Return what is kept of a record."""
        return RestrictedRecord.objects.get(record=row.public_id)

    def name(self, row, person: str, by: str) -> None:
        """Put somebody on the list of an L3 record."""
        actor = self.at(by)
        operations.name_person(
            restricted=self.kept(row), person=self.person(person), reason=WHY, by=actor, at=self.now
        )

    def keep_out(self, row, person: str, by: str) -> None:
        """Keep somebody from a record."""
        actor = self.at(by)
        operations.exclude(restricted=self.kept(row), person=self.person(person), by=actor, at=self.now)

    def close(self, row, by: str) -> None:
        """Raise a record to L4."""
        actor = self.at(by)
        operations.raise_level(restricted=self.kept(row), by=actor, at=self.now)

    def ask(self, row, kind: str, by: str, person: str = "") -> Proposal:
        """Ask for a change that takes a second person."""
        actor = self.at(by)
        who = self.person(person) if person else None
        return operations.propose(
            restricted=self.kept(row), kind=kind, reason=WHY, by=actor, at=self.now, person=who
        )

    def agree(self, proposal: Proposal, by: str) -> None:
        """Agree to it as the second person."""
        operations.decide(proposal=proposal, version=1, agree=True, by=self.at(by), at=self.now)


def restrict(staff: dict[str, tuple[int, int]]) -> None:
    """Make restricted records of every kind in one transaction."""
    makers = Makers(staff, timezone.now())
    with transaction.atomic():
        for make in (requests, adults, notes):
            make(makers)


def requests(makers: Makers) -> None:
    """Log requests for information: plain, decided, one kept from it, one named from outside, closed; and a stranger's."""
    a_request(makers, "R02", "C-1")
    decided = a_request(makers, "R02", "C-2")
    disclosures.decide_request(
        disclosure=decided, version=1, facts=DECIDED, by=makers.at("R02"), at=makers.now
    )
    listed = a_request(makers, "R02", "C-3")
    makers.keep_out(listed, "R07", "R02")
    makers.name(listed, "R23", "R02")
    closed = a_request(makers, "R03", "C-4")
    makers.close(closed, "R03")
    operations.flag(
        restricted=makers.kept(closed),
        hold="A public inquiry was announced",
        safe_address=True,
        by=makers.at("R03"),
        at=makers.now,
    )
    a_request(makers, "R16", "C-5")
    a_request(makers, "R02 elsewhere", "C-6")


def a_request(makers: Makers, role: str, about: str):
    """Log one request for information about a person."""
    facts = {
        "about": about,
        "asker": "PARTNER",
        "asked_by": "duty social worker, county council",
        "asked_on": makers.now.date() - timedelta(days=20),
        "purpose": "An enquiry under section 47",
        "wanted": "Attendances of the last year",
    }
    return disclosures.log_request(facts=facts, is_child=True, by=makers.at(role), at=makers.now)


DECIDED = {
    "basis": "TASK",
    "verdict": "SHARED",
    "rationale": "The enquiry cannot be made without it",
    "shared": "The dates of three attendances",
    "told": "duty social worker, county council",
    "is_person_told": False,
    "why_not_told": "Telling would do harm now",
    "review_on": None,
}


def adults(makers: Makers) -> None:
    """Keep alerts about adults: plain, one named and one kept out, closed, a stranger's; and break the glass of one."""
    plain = an_alert(makers, "R16", "A-1")
    listed = an_alert(makers, "R16", "A-2")
    makers.name(listed, "R19", "R16")
    makers.keep_out(listed, "R06", "R16")
    closed = an_alert(makers, "R20", "A-3")
    makers.close(closed, "R20")
    an_alert(makers, "R16 elsewhere", "A-4")
    actor = makers.at("R02")
    breakglass.break_glass(
        reference=makers.kept(plain).reference,
        ground="ADULT",
        reason="The council rang: an enquiry starts within the hour",
        since_step_up=timedelta(0),
        by=actor,
        at=makers.now,
    )


def an_alert(makers: Makers, role: str, about: str):
    """Keep one alert about an adult."""
    facts = {
        "about": about,
        "kind": "NEGLECT",
        "raised_on": makers.now.date() - timedelta(days=20),
        "what_happened": "Found without food for two days",
        "whereabouts": "Supported housing in the north",
        "done": "The council was told the same day",
    }
    return alerts.raise_alert(facts=facts, by=makers.at(role), at=makers.now)


def notes(makers: Makers) -> None:
    """Write sealed notes: one with a list by two, one that keeps the head out, a stranger's; and let something wait."""
    ours = a_note(makers, "R02")
    makers.agree(makers.ask(ours, "NAME", "R02", "R25"), "R12")
    makers.ask(ours, "NAME", "R02", "R04")
    other = a_note(makers, "R03")
    makers.keep_out(other, "R02", "R03")
    a_note(makers, "R02 elsewhere")


def a_note(makers: Makers, role: str):
    """Write one sealed note on a review of the writer's organisation."""
    actor = makers.at(role)
    review = reviews.record_review(
        type=type_of("safeguarding-adults-review"),
        facts={"label": f"SAR-Q-{role[:3]}", "status": "ONGOING", "commissioned": when.read("June 2024")},
        by=actor,
        at=makers.now,
    )
    return sealed.write_note(
        review=review,
        title="Panel",
        text="What the panel has still to settle",
        by=actor,
        at=makers.now,
    )
