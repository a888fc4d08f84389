"""What the tests of conclusions do first."""

from datetime import date

from safeguarding.assure.conclusions import operations
from tests.core.people.acts import NOW

SENTENCE = "Arrangements for commissioning stayed robust from early help to protection."
TYPED = {
    "starts_on": "2025-04-01",
    "ends_on": "2026-03-31",
    "subject": "Arrangements for commissioning",
    "judgement": "KEPT",
    "span": "from early help to protection",
    "background": "Austerity\nThe pandemic",
}
WRITERS = [("hana", 200), ("dana", 200), ("bo", 404), ("pat", 404), ("oscar", 404)]


def conclusion(world, by="dana", **more):
    """Conclude something about Wyvern's year."""
    actor = world.actor(by)
    days = {"starts_on": date(2025, 4, 1), "ends_on": date(2026, 3, 31)}
    facts = TYPED | days | {"background": ["Austerity", "The pandemic"]} | more
    return operations.conclude(organisation=actor.organisation, facts=facts, by=actor, at=NOW)
