"""
Goal 9: a board's figures of one month, 9,000 values, from a file to the tables and the sums over areas.

Beside it stands the same number of values put by COPY into a temporary table and from there into a bare table with a
key and a uniqueness of its own, which is the least that PostgreSQL can do.
"""

import csv
import statistics
from collections.abc import Sequence
from datetime import date
from io import StringIO
from time import perf_counter

from django.db import transaction
from django.utils import timezone

from bench.fill_indicators import INDICATORS
from bench.run import Run
from bench.table import Line
from safeguarding.collect.imports import operations
from safeguarding.collect.imports.registry import IMPORTERS, Options
from safeguarding.collect.returns.models import Indicator
from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import actor_for
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User

PROVIDERS = 150
VALUES = PROVIDERS * INDICATORS
BARE = """
create table if not exists bare_figure (series int, about int, month date, numerator numeric, denominator numeric,
  primary key (series, about, month))
"""
UPSERT = """
insert into bare_figure select series, about, month, numerator, denominator from bare_incoming
on conflict (series, about, month) do update set numerator = excluded.numerator, denominator = excluded.denominator
"""


def measure(run: Run) -> list[Line]:
    """Time a month's file and a month's bare rows in turns; each month is a new one, all of it stored."""
    today = timezone.localdate()
    with context.acting(Actor(run.people.head, run.people.icb, frozenset(), today)):
        head = User.objects.get(pk=run.people.head.pk)
        actor = actor_for(head, Organisation.objects.get(pk=run.people.icb.pk), today)
    ours, beside = [], []
    for number in range(run.rounds + 2):
        month = date(today.year - 1, 1 + number % 12, 1)
        beside.append(bare(run, month))
        ours.append(upload(run, actor, month))
    taken, least = statistics.median(ours), statistics.median(beside)
    what = f"a month's file of {VALUES:,} values"
    return [Line(9, what, taken, least, 6, "ms", beside="bare COPY and upsert")]


def file_of(urns: Sequence[str], names: Sequence[str], month: date) -> bytes:
    """Return a month's figures as a board exports them: one row for each provider and indicator."""
    written = StringIO()
    out = csv.writer(written)
    out.writerow(["Indicator", "About", "Period", "Numerator", "Denominator"])
    for about, name in enumerate(names):
        for series, urn in enumerate(urns):
            out.writerow([urn, name, f"{month:%B %Y}", 20 + (about + series + month.month) % 60, 80])
    return written.getvalue().encode()


def upload(run: Run, actor: Actor, month: date) -> float:
    """Read, check and store a month as the page and the command do; return the seconds."""
    names = [each.name for each in run.people.providers[:PROVIDERS]]
    data = file_of(percentages(), names, month)
    importer, now = IMPORTERS["figures"], timezone.now()
    started = perf_counter()
    with context.acting(actor), transaction.atomic():
        sent = operations.check(
            importer=importer,
            name=f"{month:%Y-%m}.csv",
            data=data,
            options=Options(source="A month's return"),
            by=actor,
            at=now,
        )
        assert not sent.problems, sent.problems[:3]
        sent = operations.store(sent=sent, importer=importer, by=actor, at=now)
    taken = perf_counter() - started
    assert sent.outcome["added"] == VALUES, (month, sent.outcome)
    return taken


def percentages() -> list[str]:
    """Return the references of the sixty indicators that were filled in."""
    found = Indicator.objects.filter(urn__startswith="bench/p").order_by("urn")
    urns = list(found.values_list("urn", flat=True))
    assert len(urns) == INDICATORS, f"{len(urns)} indicators"
    return urns


def bare(run: Run, month: date) -> float:
    """Put as many values into a bare table; return the seconds."""
    run.database.execute(BARE)
    rows = [
        (s, a, month, 20 + (a + s + month.month) % 60, 80)
        for a in range(PROVIDERS)
        for s in range(INDICATORS)
    ]
    started = perf_counter()
    with run.database.transaction(), run.database.cursor() as cursor:
        cursor.execute("create temporary table bare_incoming (like bare_figure) on commit drop")
        with cursor.copy("copy bare_incoming from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(UPSERT)
        assert cursor.rowcount == VALUES
    return perf_counter() - started
