"""Reviews for the tests of their pages."""

from django.utils import timezone

from safeguarding.collect.reviews import operations, queries
from safeguarding.kit import when


def a_review(world, who="dana", kind="safeguarding-adults-review", **facts):
    """Enter a review as a member of the cast."""
    given = {"label": "SAR-1", "status": "ONGOING", "commissioned": when.read("June 2024")} | facts
    return operations.record_review(
        type=queries.type_of(kind), facts=given, by=world.actor(who), at=timezone.now()
    )
