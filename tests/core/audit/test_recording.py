"""The chain of the audit: what is recorded cannot be changed, and a change by the owner is found."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.audit.operations import record


def test_a_record_follows_the_one_before_it(world):
    dana = world.actor("dana")
    record("thing.done", about=None, by=dana, at=timezone.now(), count=1)
    record("thing.done", about=None, by=dana, at=timezone.now(), count=2)

    first, second = AuditRecord.objects.filter(organisation=dana.organisation).order_by("sequence")[:2]
    assert second.sequence == first.sequence + 1
    assert second.previous == first.hash


@pytest.mark.parametrize(
    "statement", ["update core_auditrecord set body = '{}'", "delete from core_auditrecord"]
)
def test_the_application_cannot_change_what_was_recorded(world, statement):
    dana = world.actor("dana")
    record("thing.done", about=None, by=dana, at=timezone.now())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
