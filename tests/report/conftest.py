"""A year of figures for the made-up board, and a paper on it in each state."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from safeguarding.collect import api as collect
from safeguarding.kit.periods import Period
from safeguarding.report.papers import operations, queries

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
COUNTS = {
    ("adults.concerns", "north_wyvern"): (1000, 1100),
    ("adults.concerns", "south_wyvern"): (900, 1300),
    ("adults.enquiries", "north_wyvern"): (400, 500),
    ("adults.enquiries", "south_wyvern"): (600, 570),
}


def told(world, urn, place, value, period):
    return collect.NewFigure(urn=urn, about=getattr(world, place), period=period, value=Decimal(value))


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def figures(world, now):
    """Concerns and enquiries of two years in two areas: enquiries rise over all and fall in one."""
    hana = world.actor("hana")
    new = [
        told(world, urn, place, value, period)
        for (urn, place), values in COUNTS.items()
        for value, period in zip(values, (YEAR.year_before(), YEAR), strict=True)
    ]
    new.append(told(world, "training.children-level-2", "wyvern", "94.4", YEAR))
    new.append(told(world, "training.prevent-awareness", "wyvern", "89", YEAR))
    collect.record_figures(figures=new, provenance="return", source="The board's own counts", by=hana, at=now)
    return new


@pytest.fixture
def paper(world, figures, now):
    """A draft by the designated nurse, with one section written."""
    dana = world.actor("dana")
    paper = operations.start(
        organisation=world.wyvern,
        outline=queries.get_outline("annual-combined"),
        title="Safeguarding annual report",
        period=YEAR,
        by=dana,
        at=now,
    )
    operations.write(
        paper=paper,
        section="adults",
        text="Enquiries increased to {{adults.enquiries.total.2024-25}}.",
        after=0,
        by=dana,
        at=now,
    )
    return fresh(dana, paper)


@pytest.fixture
def frozen(world, paper, now):
    """The same paper, frozen by its author."""
    dana = world.actor("dana")
    operations.freeze(paper=paper, version=paper.version, by=dana, at=now)
    return fresh(dana, paper)


@pytest.fixture
def signed(world, frozen, now):
    """The same paper, signed off by the chief nurse."""
    chris = world.actor("chris")
    operations.sign(paper=frozen, version=frozen.version, capacity="Chief nurse", by=chris, at=now)
    return fresh(chris, frozen)


def fresh(actor, paper):
    return queries.get_paper(actor, paper.public_id)
