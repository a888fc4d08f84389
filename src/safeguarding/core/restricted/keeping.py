"""What every operation that ends a restricted record does beside it: from then on the time runs for which it is kept."""

from datetime import date
from uuid import UUID

from safeguarding.core.restricted.models import RestrictedRecord


def count_from(record: UUID, day: date, *, born_in: int | None = None, died_in: int | None = None) -> None:
    """Count a record's retention from the day on which it ended; the operation that ends it asks and records."""
    RestrictedRecord.objects.filter(record=record).update(counts_from=day, born_in=born_in, died_in=died_in)
