"""Events for the tests of their pages."""

from django.utils import timezone

from safeguarding.act.supervision import operations
from safeguarding.kit import when


def an_event(world, **facts):
    """Enter an event as Dana."""
    given = {"kind": "FORUM", "title": "Leadership forum", "held": when.read("2024/25")} | facts
    return operations.record_event(facts=given, by=world.actor("dana"), at=timezone.now())
