"""What reports tell of plans: values that no longer hang on the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safeguarding.act.strategy import queries
from safeguarding.act.strategy.models import Aim, Plan
from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.models import Organisation


@dataclass(frozen=True)
class AimSummary:
    """One aim as a report tells it."""

    key: str  # its public id, for links and provenance
    number: str
    kind: str
    title: str
    status: str
    areas: tuple[str, ...]
    lead: str
    timescale: str
    follows: str  # the title of the plan that it was carried forward from
    comes_from: str
    achievements: tuple[str, ...]
    repeats: bool


@dataclass(frozen=True)
class PlanSummary:
    """One plan as a report tells it: its words, its aims in order and how many carry each status."""

    key: str
    title: str
    organisation: str
    starts_on: date | None
    ends_on: date | None
    vision: str
    outcomes: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    aims: tuple[AimSummary, ...]

    def of_kind(self, kind: str) -> tuple[AimSummary, ...]:
        """Return the aims of one kind, such as "PRIORITY"."""
        return tuple(aim for aim in self.aims if aim.kind == kind)

    def in_area(self, area: str) -> tuple[AimSummary, ...]:
        """Return the aims that stand in one area; an aim may stand in several."""
        return tuple(aim for aim in self.aims if area in aim.areas)


@dataclass(frozen=True)
class ActivitySummary:
    """One thing done, as a report tells it."""

    key: str
    heading: str
    text: str
    area: str
    sectors: tuple[str, ...]
    is_success: bool


def plan_summaries(actor: Actor, organisation: Organisation, first: date, last: date) -> list[PlanSummary]:
    """Return an organisation's plans whose period touches these days, the earliest first."""
    found = queries.plans_within(actor, organisation, first, last)
    aims: dict[int, list[Aim]] = {plan.pk: [] for plan in found}
    for aim in queries.aims(actor).filter(plan__in=found).order_by(queries.TOPS_FIRST, "place", "id"):
        aims[aim.plan_id].append(aim)
    return [_plan(plan, aims[plan.pk]) for plan in found]


def _plan(plan: Plan, found: list[Aim]) -> PlanSummary:
    return PlanSummary(
        key=str(plan.public_id),
        title=plan.title,
        organisation=plan.organisation.name,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        vision=plan.vision,
        outcomes=tuple(plan.outcomes),
        counts=tuple(queries.status_counts(plan, found)),
        aims=tuple(each for branch in queries.tree(found) for each in _aims(branch)),
    )


def _aims(branch: queries.Branch) -> list[AimSummary]:
    aim = branch.aim
    here = AimSummary(
        key=str(aim.public_id),
        number=branch.number,
        kind=aim.kind,
        title=aim.title,
        status=aim.status,
        areas=tuple(area.name for area in aim.areas.all()),
        lead=aim.lead.title if aim.lead else "",
        timescale=_when(aim),
        follows=aim.predecessor.plan.title if aim.predecessor else "",
        comes_from=aim.comes_from or (aim.source.title if aim.source else ""),
        achievements=tuple(a.text for a in sorted(aim.achievements.all(), key=lambda a: (a.place, a.pk))),
        repeats=aim.same_as_id is not None,
    )
    return [here, *(each for beneath in branch.branches for each in _aims(beneath))]


def _when(aim: Aim) -> str:
    return aim.timescale or (str(aim.due_on) if aim.due_on else "")


@dataclass(frozen=True)
class AimLine:
    """One aim by itself, with the plan that it stands in."""

    key: str
    title: str
    plan: str
    timescale: str
    status: str


def aims_by_id(actor: Actor, ids: Iterable[str]) -> list[AimLine]:
    """Return the aims of these public ids that the actor may see, plan by plan."""
    return [
        AimLine(str(aim.public_id), aim.title, aim.plan.title, _when(aim), aim.status)
        for aim in queries.aims(actor).filter(public_id__in=list(ids)).prefetch_related(None)
    ]


def area_names(actor: Actor, organisation: Organisation) -> list[str]:
    """Return the names of the areas into which an organisation sorts its work, in order."""
    return [area.name for area in queries.core_areas(actor, organisation)]


def activity_summaries(
    actor: Actor, organisation: Organisation, first: date, last: date
) -> list[ActivitySummary]:
    """Return what an organisation did in a period, heading by heading."""
    found = queries.activities_within(actor, organisation, first, last)
    return [
        ActivitySummary(
            key=str(each.public_id),
            heading=each.heading,
            text=each.text,
            area=each.area.name if each.area else "",
            sectors=tuple(each.sectors),
            is_success=each.is_success,
        )
        for each in found
    ]
