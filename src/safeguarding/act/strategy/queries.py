"""Reads of plans and aims: the tree, how much is done, what repeats itself, what follows what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from safeguarding.act.strategy.models import (
    Achievement,
    Activity,
    Aim,
    CoreArea,
    Plan,
    PlanSection,
    Project,
    ProjectItem,
)
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations.models import Organisation

READ = Permission("GOV", "r")
TOPS_FIRST = F("parent__place").asc(nulls_first=True)
NEARLY = 0.6  # the share of words that two aims have in common, in order, before we ask whether they are one


@dataclass(frozen=True)
class Branch:
    """An aim with what hangs beneath it, numbered as in the plan."""

    number: str
    aim: Aim
    branches: tuple["Branch", ...]


@dataclass(frozen=True)
class Repetition:
    """How often the aims of a plan say the same thing."""

    mappings: int  # aims times areas: the bullets of a paper
    by_wording: int  # aims with words of their own
    merged: int  # without those that somebody marked as repeating another
    shared: tuple[Aim, ...]  # aims that stand in several areas
    near: tuple[tuple[Aim, Aim], ...]  # pairs that nearly say the same and are not marked


def plans(actor: Actor, permission: Permission = READ) -> QuerySet[Plan]:
    """Return the plans that this person, acting for this organisation, may look at, newest first."""
    return (
        Plan.rows(actor, permission)
        .select_related(
            "organisation", "monitoring_body", "predecessor__organisation", "strategy", "carried_by"
        )
        .order_by("-starts_on", "organisation__name", "title", "id")
    )


def get_plan(actor: Actor, public_id: UUID, permission: Permission = READ) -> Plan:
    """Return one plan, or 404 so that nobody learns that it exists."""
    try:
        return plans(actor, permission).get(public_id=public_id)
    except Plan.DoesNotExist:
        raise Http404 from None


def aims(actor: Actor, permission: Permission = READ) -> QuerySet[Aim]:
    """Return the aims that this person may look at, plan by plan, in the order of the plan."""
    return (
        Aim.rows(actor, permission)
        .select_related("organisation", "plan", "parent", "lead", "source", "predecessor__plan", "same_as")
        .prefetch_related("areas", "achievements", "risks")
        .order_by("-plan__starts_on", "plan_id", TOPS_FIRST, "place", "id")
    )


def get_aim(actor: Actor, public_id: UUID, permission: Permission = READ) -> Aim:
    """Return one aim, or 404 so that nobody learns that it exists."""
    try:
        return aims(actor, permission).get(public_id=public_id)
    except Aim.DoesNotExist:
        raise Http404 from None


def aims_of(actor: Actor, plan: Plan) -> list[Aim]:
    """Return every aim of a plan, in its order."""
    return list(aims(actor).filter(plan=plan).order_by(TOPS_FIRST, "place", "id"))


def earlier_aims(actor: Actor, plan: Plan) -> list[Aim]:
    """Return the aims that one of this plan may carry on: those of every other plan in reach."""
    return list(aims(actor).exclude(plan=plan).prefetch_related(None))  # only their titles are shown


def tree(found: Sequence[Aim]) -> list[Branch]:
    """Arrange the aims of a plan as a tree, numbered 1, 1.1, 1.2, 2 …"""
    return _branches(found, None, "")


def _branches(found: Sequence[Aim], parent: int | None, prefix: str) -> list[Branch]:
    mine = sorted((a for a in found if a.parent_id == parent), key=lambda a: (a.place, a.pk))
    return [
        Branch(f"{prefix}{n}", aim, tuple(_branches(found, aim.pk, f"{prefix}{n}.")))
        for n, aim in enumerate(mine, 1)
    ]


def status_counts(plan: Plan, found: Iterable[Aim]) -> list[tuple[str, int]]:
    """Count the aims by status, in the order of the plan's own words; words that no aim carries count 0."""
    counted = Counter(aim.status for aim in found)
    words = [*plan.status_words, *(["Not set"] if counted[""] else [])]
    return [(word, counted["" if word == "Not set" else word]) for word in words]


@dataclass(frozen=True)
class Delivery:
    """One plan that delivers a strategy: who carries it out, and how many of its aims carry each status."""

    plan: Plan
    carried_by: str
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Return how many aims it has."""
        return sum(count for _, count in self.counts)


def delivery(actor: Actor, strategy: Plan) -> list[Delivery]:
    """Return the plans that deliver a strategy, our own and those of providers, with how far each is."""
    statuses: dict[int, list[str]] = {}
    for plan, status in Aim.rows(actor).filter(plan__strategy=strategy).values_list("plan_id", "status"):
        statuses.setdefault(plan, []).append(status)
    return [
        Delivery(
            plan,
            (plan.carried_by or plan.organisation).name,
            tuple(Counter(status or "Not set" for status in sorted(statuses.get(plan.pk, ()))).items()),
        )
        for plan in plans(actor).filter(strategy=strategy).order_by("title", "id")
    ]


def rolled_up(found: Iterable[Delivery]) -> tuple[tuple[str, int], ...]:
    """Return how far the plans that deliver a strategy are, taken together."""
    counted: Counter[str] = Counter()
    for each in found:
        counted.update(dict(each.counts))
    return tuple(sorted(counted.items()))


def repetition(found: Sequence[Aim]) -> Repetition:
    """Count the bullets, the different wordings and what is left once near-repeats are taken together."""
    areas = {aim.pk: list(aim.areas.all()) for aim in found}
    marked = [aim for aim in found if aim.same_as_id]
    return Repetition(
        mappings=sum(max(1, len(areas[aim.pk])) for aim in found),
        by_wording=len({_plain(aim.title) for aim in found}),
        merged=len(found) - len(marked),
        shared=tuple(aim for aim in found if len(areas[aim.pk]) > 1),
        near=tuple(_near([aim for aim in found if not aim.same_as_id])),
    )


def _plain(title: str) -> str:
    return " ".join(title.casefold().split()).rstrip(".")


def _near(found: Sequence[Aim]) -> list[tuple[Aim, Aim]]:
    return [
        (one, other)
        for one, other in combinations(found, 2)
        if SequenceMatcher(None, _plain(one.title).split(), _plain(other.title).split()).ratio() >= NEARLY
    ]


def history(aim: Aim) -> list[Aim]:
    """Return the chain of aims that this one follows, the oldest first."""
    chain = [aim]
    while chain[0].predecessor_id:
        chain.insert(
            0, Aim.objects.select_related("plan__organisation", "predecessor").get(pk=chain[0].predecessor_id)
        )
    return chain


def core_areas(actor: Actor, organisation: Organisation) -> list[CoreArea]:
    """Return the areas into which an organisation sorts its safeguarding work, in order."""
    return list(CoreArea.rows(actor, READ).filter(organisation=organisation).order_by("place", "name"))


def sections(actor: Actor, plan: Plan) -> list[PlanSection]:
    """Return the parts of a strategy's text: the numbered ones, then the appendices."""
    found = PlanSection.rows(actor, READ).filter(plan=plan)
    return list(found.order_by("is_appendix", "place", "id"))


def get_part(
    actor: Actor, model: type[Achievement | PlanSection | ProjectItem], pk: int, permission: Permission = READ
):
    """Return an achievement, a section or an item of a project, or 404."""
    try:
        return model.rows(actor, permission).select_related("organisation").get(pk=pk)
    except model.DoesNotExist:
        raise Http404 from None


def activities(actor: Actor, permission: Permission = READ) -> QuerySet[Activity]:
    """Return what was done, newest first, as it is told beneath its headings."""
    return (
        Activity.rows(actor, permission)
        .select_related("organisation", "owner", "area", "aim")
        .prefetch_related("partners")
        .order_by("-starts_on", "heading", "place", "id")
    )


def get_activity(actor: Actor, public_id: UUID, permission: Permission = READ) -> Activity:
    """Return one activity, or 404."""
    try:
        return activities(actor, permission).get(public_id=public_id)
    except Activity.DoesNotExist:
        raise Http404 from None


def activities_within(
    actor: Actor, organisation: Organisation, first: date, last: date
) -> QuerySet[Activity]:
    """Return what an organisation did in a period, heading by heading."""
    found = activities(actor).filter(organisation=organisation, starts_on__lte=last, ends_on__gte=first)
    return found.order_by("heading", "place", "id")


def projects(actor: Actor) -> QuerySet[Project]:
    """Return the projects with their leads and items."""
    found = Project.rows(actor, READ).select_related("organisation", "funder", "aim")
    return found.prefetch_related("leads__employer", "leads__organisation", "items").order_by("title", "id")


def get_project(actor: Actor, public_id: UUID) -> Project:
    """Return one project, or 404."""
    try:
        return projects(actor).get(public_id=public_id)
    except Project.DoesNotExist:
        raise Http404 from None


def plans_within(actor: Actor, organisation: Organisation, first: date, last: date) -> list[Plan]:
    """Return an organisation's plans whose period touches these days."""
    found = plans(actor).filter(
        Q(starts_on=None) | Q(starts_on__lte=last),
        Q(ends_on=None) | Q(ends_on__gte=first),
        organisation=organisation,
    )
    return list(found.order_by("starts_on", "title", "id"))
