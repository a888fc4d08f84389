"""What the tests of risks do first."""

from datetime import date

from safeguarding.act.risks import operations
from tests.core.people.acts import NOW

TYPED = {
    "title": "Health assessments come late",
    "scope": "ORGANISATION",
    "likelihood": "4",
    "impact": "4",
    "raised_on": "2026-01-05",
    "mitigation": "A weekly list of who waits",
}
CAST = [("hana", 200), ("bo", 200), ("pat", 404), ("olga", 404), ("oscar", 404)]
WRITERS = [("hana", 200), ("dana", 200), ("bo", 404), ("pat", 404), ("oscar", 404)]


def risk(world, title="Health assessments come late", by="dana", **more):
    """Raise a risk."""
    facts = {"title": title, "likelihood": 4, "impact": 4, "raised_on": date(2026, 1, 5)} | more
    return operations.raise_risk(facts=facts, by=world.actor(by), at=NOW)
