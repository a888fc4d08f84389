"""What the tests of the chain do first."""

from django.db import transaction
from django.utils import timezone

from safeguarding.core.audit.operations import record
from tests.world import World


def record_some_things() -> int:
    """Give the chain of one organisation some length, and return whose it is."""
    with transaction.atomic():
        dana = World().actor("dana")
        for number in range(6):
            record("thing.done", about=dana.user, by=dana, at=timezone.now(), count=number)
        record(
            "thing.corrected", about=dana.user, by=dana, at=timezone.now(), content={"reason": "It was wrong"}
        )
        record(
            "other.corrected", about=dana.user, by=dana, at=timezone.now(), content={"reason": "And again"}
        )
    return dana.organisation.pk
