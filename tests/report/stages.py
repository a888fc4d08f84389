"""
How far a paper of the made-up board has come: the operations of each stage, one after the other.

Freezing a paper makes all its files, which takes seconds; so a run does it once for each stage and keeps the database in
which it was done, and each test begins on the one that it names.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from safeguarding.collect import api as collect
from safeguarding.kit.periods import Period
from safeguarding.report.papers import operations, queries
from safeguarding.report.papers.models import Paper
from tests import databases
from tests.world import World, template

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
COUNTS = {
    ("adults.concerns", "north_wyvern"): (1000, 1100),
    ("adults.concerns", "south_wyvern"): (900, 1300),
    ("adults.enquiries", "north_wyvern"): (400, 500),
    ("adults.enquiries", "south_wyvern"): (600, 570),
}
SMALL = {
    "deaths.children-apparent-suicide": 2,
    "reviews.serious-case": 3,
    "reviews.multi-agency": 3,
    "reviews.domestic-homicide": 1,
    "reviews.safeguarding-adult": 1,
}
OTHERS = {
    "deaths.children": 18,
    "deaths.children-expected": 8,
    "deaths.children-unexpected": 10,
    "reviews.leder": 22,
}


def new_figures(world: World) -> list[collect.NewFigure]:
    """Return concerns and enquiries of two years in two areas: enquiries rise over all and fall in one."""

    def told(urn, place, value, period):
        return collect.NewFigure(urn=urn, about=getattr(world, place), period=period, value=Decimal(value))

    return [
        *(
            told(urn, place, value, period)
            for (urn, place), values in COUNTS.items()
            for value, period in zip(values, (YEAR.year_before(), YEAR), strict=True)
        ),
        told("training.children-level-2", "wyvern", "94.4", YEAR),
        told("training.prevent-awareness", "wyvern", "89", YEAR),
    ]


def record_figures(world: World, now: datetime) -> None:
    """Record the figures of the two years."""
    hana = world.actor("hana")
    collect.record_figures(
        figures=new_figures(world),
        provenance="return",
        source="The board's own counts",
        by=hana,
        at=now,
    )


def draft(world: World, now: datetime) -> None:
    """Let the designated nurse start a paper and write one section."""
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


def freeze(world: World, now: datetime) -> None:
    """Let its author freeze the paper."""
    dana = world.actor("dana")
    paper = the_paper(dana)
    operations.freeze(paper=paper, version=paper.version, by=dana, at=now)


def sign(world: World, now: datetime) -> None:
    """Let the chief nurse sign the paper off."""
    chris = world.actor("chris")
    paper = the_paper(chris)
    operations.sign(paper=paper, version=paper.version, capacity="Chief nurse", by=chris, at=now)


def sign_with_small_numbers(world: World, now: datetime) -> None:
    """Record deaths and reviews, of which five are counts from 1 to 7, and take the draft to its signature."""
    collect.record_figures(
        figures=[
            collect.NewFigure(urn=urn, about=world.wyvern, period=YEAR, value=Decimal(value))
            for urn, value in (SMALL | OTHERS).items()
        ],
        provenance="total",
        source="The board's own register",
        by=world.actor("hana"),
        at=now,
    )
    freeze(world, now)
    sign(world, now)


def the_paper(actor) -> Paper:
    """Return the one paper there is, as it now stands."""
    return queries.papers(actor).get()


@dataclass(frozen=True)
class Stage:
    """What is done in a stage, and the stage that it goes on from."""

    step: Callable[[World, datetime], None]
    after: str = ""


STAGES = {
    "figures": Stage(record_figures),
    "paper": Stage(draft, after="figures"),
    "frozen": Stage(freeze, after="paper"),
    "signed": Stage(sign, after="frozen"),
    "with_small_numbers": Stage(sign_with_small_numbers, after="paper"),
}


@dataclass
class Reached:
    """The stages that this run has reached: of each a database and a folder of files that no test changes."""

    place: Path
    databases: dict[str, str] = field(default_factory=dict)

    def database(self, stage: str) -> str:
        """Return the database of a stage, making it on the first call."""
        if stage not in self.databases:
            before = STAGES[stage].after
            name = f"{stage}_{os.getpid()}"
            databases.copy(self.database(before) if before else template(), name)
            self.databases[stage] = name
            self._fill(stage, before)
        return self.databases[stage]

    def files(self, stage: str) -> Path:
        """Return where the files of a stage lie."""
        return self.place / stage

    def _fill(self, stage: str, before: str) -> None:
        shutil.copytree(self.files(before), self.files(stage)) if before else self.files(stage).mkdir()
        of_the_test, settings.FILES = settings.FILES, self.files(stage)
        try:
            with databases.using(self.databases[stage]), transaction.atomic():
                STAGES[stage].step(World(), timezone.now())
        finally:
            settings.FILES = of_the_test


@contextmanager
def kept(place: Path) -> Iterator[Reached]:
    """Keep the stages for as long as a run takes."""
    reached = Reached(place)
    with ExitStack() as at_the_end:
        at_the_end.callback(lambda: [databases.remove(name) for name in reached.databases.values()])
        yield reached


def furthest(names: list[str]) -> str:
    """Return the furthest stage among the names, or nothing: a test that names two begins on the later one."""
    return next((stage for stage in reversed(STAGES) if stage in names), "")
