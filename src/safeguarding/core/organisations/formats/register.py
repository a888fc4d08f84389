"""
Lays facts of a file against the register in memory, so that thousands of rows cost a handful of statements.

A code means one body a day. A code that nobody named yet makes an organisation known by its code only, which a later file
names. What stands already is left as it is: a name or a date that people entered is not overwritten by a file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from safeguarding.core.organisations.formats.reading import Body, Fact, Rejected, Step, Tie
from safeguarding.core.organisations.models import (
    Identifier,
    Lineage,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Relation,
    Succession,
)

ODS, UNNAMED = "ODS", "code-only"
ONE_DAY = timedelta(days=1)
FIRST, LAST = date.min, date.max
F = TypeVar("F", bound=Fact)


def overlap(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    """Tell whether two spans of days share one; an empty end is open."""
    return (a[0] or FIRST) <= (b[1] or LAST) and (b[0] or FIRST) <= (a[1] or LAST)


@dataclass
class Register:
    """The organisations with codes, their relations and successions, and what a file adds to them."""

    kinds: dict[str, OrganisationKind]
    codes: dict[str, list[Identifier]]
    ties: dict[tuple[int, int, str], list[Relation]]
    steps: set[tuple[int, int, date]]
    new: list[Organisation] = field(default_factory=list)
    named: list[Identifier] = field(default_factory=list)
    new_codes: list[Identifier] = field(default_factory=list)

    @classmethod
    def load(cls) -> "Register":
        """Read what stands; four questions, whatever the file's length."""
        codes: dict[str, list[Identifier]] = {}
        found = Identifier.objects.filter(scheme=ODS).select_related("organisation__kind")
        for identifier in found.order_by("starts_on", "id"):
            codes.setdefault(identifier.code, []).append(identifier)
        ties: dict[tuple[int, int, str], list[Relation]] = {}
        for tie in Relation.objects.all():
            ties.setdefault((tie.child_id, tie.parent_id, tie.kind), []).append(tie)
        steps = set(Succession.objects.values_list("predecessor_id", "successor_id", "effective_on"))
        return cls({kind.key: kind for kind in OrganisationKind.objects.all()}, codes, ties, steps)

    # Bodies

    def meaning(self, code: str, on: date | None) -> Organisation | None:
        """Return what a code meant on a day; without one on that day, what it means if it ever meant one body only."""
        known = self.codes.get(code, [])
        fitting = [i for i in known if overlap((i.starts_on, i.ends_on), (on, on or None))]
        chosen = (fitting or known)[-1:] if on else known[:1]
        return chosen[0].organisation if chosen else None

    def place(self, body: Body) -> bool:
        """Add a body, or name one that was known by its code only; returns whether anything changed."""
        span = (body.opened, body.closed)
        known = [i for i in self.codes.get(body.code, []) if overlap((i.starts_on, i.ends_on), span)]
        if not known:
            self._open(body)
            return True
        organisation = known[-1].organisation
        if organisation.kind.key != UNNAMED or body.kind == UNNAMED:
            return False
        organisation.kind, organisation.name = self.kinds[body.kind], body.name
        organisation.opened_on = organisation.opened_on or body.opened
        organisation.closed_on = organisation.closed_on or body.closed
        # 01K is a CCG to 30 June 2022 and a sub-ICB location after: once it is known for how long, others may follow.
        known[-1].starts_on, known[-1].ends_on = organisation.opened_on, organisation.closed_on
        self.named.append(known[-1])
        return True

    def _open(self, body: Body) -> Organisation:
        organisation = Organisation(
            kind=self.kinds[body.kind], name=body.name, opened_on=body.opened, closed_on=body.closed
        )
        identifier = Identifier(
            organisation=organisation,
            scheme=ODS,
            code=body.code,
            starts_on=body.opened,
            ends_on=body.closed,
        )
        self.new.append(organisation)
        self.new_codes.append(identifier)
        self.codes.setdefault(body.code, []).append(identifier)
        return organisation

    def need(self, code: str, on: date | None) -> Organisation:
        """Return what a code meant on a day, known by its code only where nobody named it."""
        return self.meaning(code, on) or self._open(Body(code, f"Organisation {code}", UNNAMED))

    def save_bodies(self) -> None:
        """Write the new bodies with their names and codes, and the names of those known by their codes only."""
        self._save_named()  # first: a code that ends now makes room for what it means next
        Organisation.objects.bulk_create(self.new, batch_size=1000)
        OrganisationName.objects.bulk_create(
            [
                OrganisationName(organisation=o, name=o.name, starts_on=o.opened_on, ends_on=o.closed_on)
                for o in self.new
            ],
            batch_size=1000,
        )
        Identifier.objects.bulk_create(self.new_codes, batch_size=1000)

    def _save_named(self) -> None:
        """Write the names and dates of those that were known by their codes only."""
        old = {i.organisation_id: i for i in self.named if i.pk is not None}
        Organisation.objects.bulk_update(
            [i.organisation for i in old.values()],
            ["kind", "name", "opened_on", "closed_on"],
            batch_size=1000,
        )
        Identifier.objects.bulk_update(list(old.values()), ["starts_on", "ends_on"], batch_size=1000)
        rows = list(OrganisationName.objects.filter(organisation__in=old))
        for row in rows:
            organisation = old[row.organisation_id].organisation
            row.name, row.starts_on, row.ends_on = (
                organisation.name,
                organisation.opened_on,
                organisation.closed_on,
            )
        OrganisationName.objects.bulk_update(rows, ["name", "starts_on", "ends_on"], batch_size=1000)

    # Relations

    def new_ties(self, ties: Sequence[tuple[int, Tie]]) -> tuple[list[Relation], set[int], list[Rejected]]:
        """Return the relations that do not stand yet, the rows that they came from and the rows that cannot be."""
        fresh, rows, rejected = [], set(), []
        for row, tie in ties:
            child, parent = self.need(tie.child, tie.starts), self.need(tie.parent, tie.starts)
            if child.pk == parent.pk:
                rejected.append(Rejected(row, None, "An organisation cannot stand so to itself."))
                continue
            standing = self.ties.setdefault((child.pk, parent.pk, tie.kind), [])
            if any(overlap((t.starts_on, t.ends_on), (tie.starts, tie.ends)) for t in standing):
                continue
            relation = Relation(
                child=child, parent=parent, kind=tie.kind, starts_on=tie.starts, ends_on=tie.ends
            )
            standing.append(relation)
            fresh.append(relation)
            rows.add(row)
        return fresh, rows, rejected

    # Successions

    def new_steps(self, steps: Sequence[tuple[int, Step]]) -> tuple[list[Succession], set[int]]:
        """Return the successions that do not stand yet, with what happened found from all steps of the file."""
        after: dict[tuple[str, date], int] = {}
        before: dict[tuple[str, date], int] = {}
        for _, step in steps:
            after[step.old, step.on] = after.get((step.old, step.on), 0) + 1
            before[step.new, step.on] = before.get((step.new, step.on), 0) + 1
        fresh, rows = [], set()
        for row, step in steps:
            old, new = self.need(step.old, step.on - ONE_DAY), self.need(step.new, step.on)
            key = (old.pk, new.pk, step.on)
            if old.pk == new.pk or key in self.steps:
                continue
            self.steps.add(key)
            rows.add(row)
            kind = step.kind or _kind(after[step.old, step.on], before[step.new, step.on])
            fresh.append(
                Succession(predecessor=old, successor=new, kind=kind, effective_on=step.on, share=step.share)
            )
        return fresh, rows


def _kind(successors: int, predecessors: int) -> str:
    if successors > 1:
        return Succession.Kind.SPLIT
    return Succession.Kind.MERGE if predecessors > 1 else Succession.Kind.TRANSFER


def facts_of(rows: Iterable[tuple[int, list[Fact]]], kind: type[F]) -> list[tuple[int, F]]:
    """Return the facts of one kind with the rows that they came from."""
    return [(row, fact) for row, facts in rows for fact in facts if isinstance(fact, kind)]


def lineage_of(successions: Sequence[Succession]) -> list[Lineage]:
    """
    Return who stands behind whom by every succession that hands rights on, through whole chains.

    A merge or transfer hands on all rights. A split known only by codes hands on none, because nobody said which part of
    the records went where.
    """
    ahead: dict[int, list[tuple[int, date]]] = {}
    for step in successions:
        if step.kind in (Succession.Kind.MERGE, Succession.Kind.TRANSFER):
            ahead.setdefault(step.predecessor_id, []).append((step.successor_id, step.effective_on))
    found: dict[tuple[int, int], date] = {}
    for start in ahead:
        _follow(start, ahead, found)
    return [Lineage(ancestor_id=a, descendant_id=d, from_on=day) for (a, d), day in sorted(found.items())]


def _follow(start: int, ahead: dict[int, list[tuple[int, date]]], found: dict[tuple[int, int], date]) -> None:
    waiting, seen = [(start, FIRST)], {start}
    while waiting:
        here, since = waiting.pop()
        for there, day in ahead.get(here, ()):
            if there in seen:
                continue
            seen.add(there)
            found[start, there] = max(since, day)
            waiting.append((there, max(since, day)))
