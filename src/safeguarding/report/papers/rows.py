"""
The rows behind a figure, as the one who reads may see them, whoever froze the paper.

A row key is "kind:id", such as "figure:3f2a…"; the room that owns the rows answers for what is readable.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from safeguarding.act import api as act
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.kit.periods import Period


@dataclass(frozen=True)
class Row:
    """One row behind a figure, in words."""

    what: str
    about: str
    when: str
    value: str
    url: str = ""


def figures(actor: Actor, ids: list[str]) -> Iterator[Row]:
    """Read figures that were returned, as they are known now."""
    for told in collect.figures_by_id(actor, ids):
        name = f"{told.title}, {told.split}" if told.split else told.title
        corrected = f" (version {told.version})" if told.version > 1 else ""
        yield Row(name, told.about.name, told.period.label, f"{told.qualified_text}{corrected}")


def reviews(actor: Actor, ids: list[str]) -> Iterator[Row]:
    """Read reviews by their label."""
    for line in collect.reviews_in(actor, EVER, public_id__in=ids):
        yield Row(f"{line.type_name}, {line.label}", line.area, line.published, line.status_words)


def visits(actor: Actor, ids: list[str]) -> Iterator[Row]:
    """Read visits and inspections."""
    for line in assure.visits_in(actor, EVER, public_id__in=ids):
        yield Row(line.kind_words, line.about, line.on, line.summary or line.focus)


def events(actor: Actor, ids: list[str]) -> Iterator[Row]:
    """Read events that were held."""
    for line in act.events_in(actor, EVER, public_id__in=ids):
        yield Row(line.title, line.host, line.held, line.attendance)


def aims(actor: Actor, ids: list[str]) -> Iterator[Row]:
    """Read aims of plans, each with a link to its own page."""
    for line in act.aims_by_id(actor, ids):
        address = reverse("act:strategy_aim", args=[line.key])
        yield Row(line.title, line.plan, line.timescale, line.status, address)


EVER = Period(date(1900, 1, 1), date(2999, 12, 31))
READERS: dict[str, Callable[[Actor, list[str]], Iterable[Row]]] = {
    "figure": figures,
    "review": reviews,
    "visit": visits,
    "event": events,
    "aim": aims,
}


def read(actor: Actor, keys: Iterable[str]) -> list[Row]:
    """Return the rows of these keys that the actor may see, kind by kind."""
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        kind, _, identity = key.partition(":")
        by_kind.setdefault(kind, []).append(identity)
    return [row for kind, ids in by_kind.items() if kind in READERS for row in READERS[kind](actor, ids)]
