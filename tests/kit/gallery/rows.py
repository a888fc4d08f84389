"""Rows for a list without a database: as much of a query as a list page asks for."""

from datetime import date, timedelta
from types import SimpleNamespace

STATUSES = ["Overdue", "Not started", "In progress", "Completed", "Suspended"]


class Rows(list):
    """Rows that answer like a query."""

    @classmethod
    def of(cls, count):
        return cls(
            SimpleNamespace(
                pk=n,
                name=f"Riverside Surgery number {n}",
                status=STATUSES[n % 5],
                note="" if n % 3 else "Asked for more time",
                due=date(2026, 6, 4) + timedelta(n % 40),
                count=None if n % 7 == 0 else n * 37,
            )
            for n in range(1, count + 1)
        )

    def filter(self, *_, **wanted):  # noqa: A003
        return Rows(row for row in self if all(getattr(row, key) == value for key, value in wanted.items()))

    def order_by(self, *_):
        return self

    def count(self):
        return len(self)

    def iterator(self, chunk_size=0):
        return iter(self)

    def __getitem__(self, at):
        return Rows(super().__getitem__(at)) if isinstance(at, slice) else super().__getitem__(at)
