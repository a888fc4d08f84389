"""
The year entered through the pages gives the report that the demonstration gives.

Morecambe Bay CCG's staff of 2020 sit at the pages of a product that holds content and the register of organisations, and
enter 2019/20 from the demonstration's files. Nothing is entered by an operation. Their report is compared with the one
that the demonstration made: every figure, every table, every section and part in its order.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from safeguarding.config.demo import organisations
from safeguarding.config.demo.stage import Stage
from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.operations import give_role, system_actor
from safeguarding.core.access.queries import actor_for
from safeguarding.kit.documents import exchange
from safeguarding.kit.documents.blocks import Document, Figure, Heading, Part, figures
from safeguarding.report.papers import queries
from safeguarding.report.papers.models import Paper
from tests import databases
from tests.demonstration import Demo
from tests.report import (
    entering_figures,
    entering_narrative,
    entering_people,
    entering_registers,
    entering_strategy,
)
from tests.report.clerk import Clerk

WROTE = datetime(2020, 3, 31, 10, tzinfo=UTC)  # the last day of the year, while its contracts stood
ROLES = {"head": "R02", "nurse-children": "R03", "admin": "R09", "exec": "R01"}


@pytest.fixture(scope="module")
def shown(demo_database, django_db_blocker) -> Document:
    """Return the report as the demonstration froze it."""
    with django_db_blocker.unblock(), databases.using(demo_database), transaction.atomic():
        actor, year = Demo().actor("mb", "nurse-children"), {"starts_on": date(2019, 4, 1)}
        return frozen(actor, queries.papers(actor).get(organisation=Demo().commissioner("mb"), **year))


@pytest.fixture
def stage(db) -> Stage:
    """Set up what a commissioner finds there: the register of organisations, its contracts, its people and roles."""
    now = timezone.now()
    stage = organisations.load("morecambe-bay", organisations.load_shared(now), now)
    by = system_actor(now.date(), "register")
    with context.acting(by):
        for post, role in ROLES.items():
            at = {"by": by, "at": now, "starts_on": date(2019, 4, 1)}
            give_role(user=stage.people[post], organisation=stage.commissioner, role=role, **at)
    return stage


@pytest.fixture
def in_2020():
    """Sit at the end of the year; the clock goes on running."""
    with time_machine.travel(WROTE):
        yield


def clerk(stage: Stage, post: str, made: dict[str, str]) -> Clerk:
    """Sign a member of the CCG's staff in."""
    client = Client()
    client.force_login(stage.people[post])
    session = client.session
    session["organisation"] = str(stage.commissioner.public_id)
    session.save()
    found = Clerk(stage, client)
    found.made = made
    return found


@pytest.fixture
def entered(shown, stage, in_2020) -> Document:
    """Enter the year, then read what was frozen."""
    made: dict[str, str] = {}
    head = clerk(stage, "head", made)
    entering_figures.enter(head)
    entering_people.enter(head)
    entering_strategy.enter(head)
    entering_registers.enter(head)
    author, executive = clerk(stage, "nurse-children", made), clerk(stage, "exec", made)
    paper = entering_narrative.enter(author, executive)
    actor = actor_for(stage.people["head"], stage.commissioner, timezone.localdate())
    with context.acting(actor):
        return frozen(actor, queries.get_paper(actor, UUID(paper)))


def frozen(actor: Actor, paper: Paper) -> Document:
    """Return a paper as it was frozen, before anybody signed it."""
    return exchange.from_json(queries.standing(actor, paper).document)


def test_the_same_report(shown, entered):
    """One test, because the year takes half a minute to enter."""
    assert printed_figures(entered) == printed_figures(shown)
    assert outline(entered) == outline(shown)
    for part, other in zip(entered.parts, shown.parts, strict=True):
        assert list(said(part)) == list(said(other)), part.title
    assert {one.key for one in figures(shown)}


def printed_figures(document: Document) -> dict[str, tuple]:
    """Return each figure of a document by its key: its value, what is printed, its unit and its state."""
    return {one.key: (one.value, one.shown, one.unit, one.state) for one in figures(document)}


def outline(document: Document) -> list[tuple]:
    """Return the parts and their sections, in order."""
    return [(part.number, part.title, *headings(part)) for part in document.parts]


def headings(part: Part) -> list[str]:
    """Return the titles of a part's sections, in order."""
    return [block.text for block in part.blocks if isinstance(block, Heading) and block.level == 1]


def said(block: Any) -> Iterator[str]:
    """Yield every word, cell and drawing of a part as it is printed; where a figure stands, what it shows."""
    if isinstance(block, str):
        yield block
    elif isinstance(block, Figure):
        yield block.shown
    elif isinstance(block, tuple):
        for each in block:
            yield from said(each)
    elif is_dataclass(block):
        for each in fields(block):
            yield from said(getattr(block, each.name))
