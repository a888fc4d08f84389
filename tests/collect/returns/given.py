"""Figures for tests, recorded by calling the operation."""

from decimal import Decimal

from django.utils import timezone

from safeguarding.collect.returns import operations
from safeguarding.collect.returns.figures import NewFigure
from safeguarding.kit.periods import financial_year

YEAR = financial_year(2024)
BEFORE = financial_year(2023)


def record(actor, *figures, provenance="return", source="", **more):
    """Record (urn, place, period, number) figures; a pair of numbers is numerator and denominator."""
    return operations.record_figures(
        figures=[figure if isinstance(figure, NewFigure) else new(*figure) for figure in figures],
        provenance=provenance,
        source=source,
        by=actor,
        at=timezone.now(),
        **more,
    )


def new(urn, place, period, number, **more):
    if isinstance(number, tuple):
        top, bottom = (Decimal(str(n)) for n in number)
        return NewFigure(urn, place, period, numerator=top, denominator=bottom, **more)
    return NewFigure(urn, place, period, value=Decimal(str(number)), **more)


def two_years_of_adults(actor, north, south):
    """Record the alerts and enquiries of two areas for two years, with a fall of one under a rise of both."""
    return record(
        actor,
        ("adults.concerns", north, BEFORE, 1112),
        ("adults.concerns", north, YEAR, 1162),
        ("adults.concerns", south, BEFORE, 1045),
        ("adults.concerns", south, YEAR, 1543),
        ("adults.enquiries", north, BEFORE, 402),
        ("adults.enquiries", north, YEAR, 501),
        ("adults.enquiries", south, BEFORE, 746),
        ("adults.enquiries", south, YEAR, 715),
    )
