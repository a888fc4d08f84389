"""Visits for the tests of their pages."""

from django.utils import timezone

from safeguarding.assure.visits import operations
from safeguarding.kit import when


def a_visit(world, about="northvale", **facts):
    """Enter a visit as Dana."""
    given = {"kind": "FOCUSED", "on": when.read("November 2024")} | facts
    return operations.record_visit(
        about=getattr(world, about), facts=given, by=world.actor("dana"), at=timezone.now()
    )
