"""Writes about plans and aims: set, reworded, achieved, given a status and carried forward."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from safeguarding.act.risks.models import Risk
from safeguarding.act.strategy.models import (
    Achievement,
    Activity,
    Aim,
    AimStatus,
    CoreArea,
    Plan,
    PlanSection,
    Project,
    ProjectItem,
)
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.bodies.models import Body
from safeguarding.core.organisations.models import Lineage, Organisation
from safeguarding.core.people.models import Post
from safeguarding.core.vocabulary.models import Source
from safeguarding.kit.refusals import Refused

WRITE = Permission("GOV", "w")
ASKED = {
    "rationale": "why it was chosen",
    "lead": "the post that leads it",
    "timescale": "when it is to be done",
}


class NotPossible(Refused):
    """The plan cannot be changed in this way."""


class StandsAlready(Refused):
    """The same words stand in the plan already: one aim may stand in several areas."""


@dataclass(frozen=True)
class PlanDetails:
    """What a plan is, as typed; its aims are added one by one."""

    title: str
    kind: str
    starts_on: date | None = None
    ends_on: date | None = None
    covers: Sequence[str] = ()
    status_words: Sequence[str] = ()
    asks_for: Sequence[str] = ()
    vision: str = ""
    outcomes: Sequence[str] = ()
    monitoring_body: Body | None = None
    strategy: Plan | None = None
    carried_by: Organisation | None = None
    services: Sequence[str] = ()


@dataclass(frozen=True)
class AimDetails:
    """What an aim is, as typed; its status, achievements and activities are recorded one by one."""

    title: str
    kind: str
    parent: Aim | None = None
    areas: Sequence[CoreArea] = ()
    source: Source | None = None
    comes_from: str = ""
    rationale: str = ""
    lead: Post | None = None
    partners: Sequence[Organisation] = ()
    risks: Sequence[Risk] = ()
    timescale: str = ""
    due_on: date | None = None
    horizon: str = ""
    predecessor: Aim | None = None
    same_as: Aim | None = None
    monitoring_body: Body | None = None


MANY = ("areas", "partners", "risks")


@transaction.atomic
def add_core_area(*, organisation: Organisation, name: str, place: int, by: Actor, at: datetime) -> CoreArea:
    """
    Add one of the areas into which an organisation sorts its safeguarding work.

    :raises StandsAlready: if it has an area of this name.
    """
    require(by, WRITE, organisation)
    if CoreArea.objects.filter(organisation=organisation, name__iexact=name).exists():
        raise StandsAlready(f"{organisation} has an area called {name} already.")
    area = CoreArea(organisation=organisation, name=name, place=place)
    area.save()
    record("core_area.added", about=None, by=by, at=at, concerning=[organisation], content={"name": name})
    return area


@transaction.atomic
def set_plan(
    *,
    organisation: Organisation,
    details: PlanDetails,
    by: Actor,
    at: datetime,
    predecessor: Plan | None = None,
) -> Plan:
    """
    Open a plan for an organisation, which may be one that opens tomorrow.

    :raises NotPossible: if the organisation has a plan of this title, or the dates are the wrong way round.
    """
    require(by, WRITE, organisation)
    _check_plan(organisation, details, None)
    plan = Plan(organisation=organisation, predecessor=predecessor)
    _fill(plan, details)
    plan.save()
    record("plan.set", about=plan, by=by, at=at, concerning=[organisation], content={"title": details.title})
    return plan


@transaction.atomic
def change_plan(*, plan: Plan, version: int, details: PlanDetails, by: Actor, at: datetime) -> Plan:
    """
    Change what a plan is.

    :raises NotPossible: if a status word that an aim carries is taken out of the list.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, plan.organisation)
    plan = lock(plan, by=by, version=version)
    _check_plan(plan.organisation, details, plan)
    used = set(plan.aims.exclude(status="").values_list("status", flat=True))
    if missing := sorted(used - set(details.status_words)):
        raise NotPossible(f"Aims of this plan carry the status {', '.join(missing)}. Keep it in the list.")
    _fill(plan, details)
    plan.save()
    record(
        "plan.changed",
        about=plan,
        by=by,
        at=at,
        concerning=[plan.organisation],
        content={"title": plan.title},
    )
    return plan


def _check_plan(organisation: Organisation, details: PlanDetails, plan: Plan | None) -> None:
    same = Plan.objects.filter(organisation=organisation, title__iexact=details.title)
    if (same.exclude(pk=plan.pk) if plan else same).exists():
        raise NotPossible(f"{organisation} has a plan called {details.title} already.")
    if details.starts_on and details.ends_on and details.ends_on < details.starts_on:
        raise NotPossible("The plan's last day must be on or after its first day.")
    above = details.strategy
    if above and (above.kind != Plan.Kind.STRATEGY or above.organisation_id != organisation.pk):
        raise NotPossible("A plan can only deliver a strategy of the same organisation.")
    if above and plan and above.pk == plan.pk:
        raise NotPossible("A plan cannot deliver itself.")


def _fill(row: Plan | Aim, details: PlanDetails | AimDetails) -> None:
    for name in details.__dataclass_fields__:
        if name not in MANY:
            value = getattr(details, name)
            setattr(row, name, list(value) if isinstance(value, tuple) else value)


@transaction.atomic
def write_section(
    *, plan: Plan, title: str, text: str, by: Actor, at: datetime, is_appendix: bool = False
) -> PlanSection:
    """Add a part to a strategy's text, or reword the part of this title; parts are numbered in the order they came."""
    require(by, WRITE, plan.organisation)
    section = plan.sections.filter(title=title).first()
    if section is None:
        place = _next(plan.sections)
        section = PlanSection(organisation=plan.organisation, plan=plan, title=title, place=place)
    section.text, section.is_appendix = text, is_appendix
    section.save()
    record(
        "plan.section_written",
        about=plan,
        by=by,
        at=at,
        concerning=[plan.organisation],
        content={"title": title},
    )
    return section


@transaction.atomic
def remove_section(*, section: PlanSection, by: Actor, at: datetime) -> None:
    """Take a part out of a strategy's text; the parts after it are numbered anew."""
    require(by, WRITE, section.organisation)
    plan, title = section.plan, section.title
    section.delete()
    record(
        "plan.section_removed",
        about=plan,
        by=by,
        at=at,
        concerning=[plan.organisation],
        content={"title": title},
    )


@transaction.atomic
def add_aim(*, plan: Plan, details: AimDetails, by: Actor, at: datetime, status: str = "") -> Aim:
    """
    Add an aim to a plan, at the end of its branch.

    :raises StandsAlready: if the same words stand there already; tick a second area on that aim instead.
    :raises NotPossible: if the plan asks for something that is not said, or does not know the status.
    """
    require(by, WRITE, plan.organisation)
    _check_aim(plan, details, None)
    siblings = plan.aims.filter(parent=details.parent)
    aim = Aim(organisation=plan.organisation, plan=plan, place=_next(siblings))
    _fill(aim, details)
    aim.save()
    _fill_many(aim, details)
    if status:
        _put_status(aim, status, "", by, at)
    record("aim.added", about=aim, by=by, at=at, concerning=[plan.organisation], kind=details.kind)
    return aim


@transaction.atomic
def change_aim(*, aim: Aim, version: int, details: AimDetails, by: Actor, at: datetime) -> Aim:
    """
    Change what an aim is.

    :raises StandsAlready: if another aim of the plan has the same words.
    :raises NotPossible: if the plan asks for something that is not said, or the tree would go round in a circle.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, aim.organisation)
    aim = lock(aim, by=by, version=version)
    _check_aim(aim.plan, details, aim)
    _fill(aim, details)
    aim.save()
    _fill_many(aim, details)
    record("aim.changed", about=aim, by=by, at=at, concerning=[aim.organisation], kind=aim.kind)
    return aim


def _check_aim(plan: Plan, details: AimDetails, aim: Aim | None) -> None:
    same = plan.aims.filter(parent=details.parent, title__iexact=details.title)
    if (same.exclude(pk=aim.pk) if aim else same).exists():
        raise StandsAlready("This aim stands in the plan already. Open it and tick the other area too.")
    said = {
        "rationale": details.rationale.strip(),
        "lead": details.lead,
        "timescale": details.timescale.strip() or details.due_on,
    }
    if missing := [ASKED[name] for name in plan.asks_for if not said[name]]:
        raise NotPossible(f"This plan asks of every aim: {', '.join(missing)}.")
    if any(risk.organisation_id != plan.organisation_id for risk in details.risks):
        raise NotPossible("A priority can only answer risks of its own organisation.")
    if details.parent and details.parent.plan_id != plan.pk:
        raise NotPossible("An aim can only hang beneath an aim of the same plan.")
    if aim and _is_beneath(details.parent, aim):
        raise NotPossible("An aim cannot hang beneath itself.")


def _is_beneath(place: Aim | None, aim: Aim) -> bool:
    while place:
        if place.pk == aim.pk:
            return True
        place = place.parent
    return False


def _fill_many(aim: Aim, details: AimDetails) -> None:
    aim.areas.set(details.areas)
    aim.partners.set(details.partners)
    aim.risks.set(details.risks)


def _next(rows) -> int:
    return (rows.aggregate(last=Max("place"))["last"] or 0) + 1


@transaction.atomic
def set_status(*, aim: Aim, version: int, status: str, by: Actor, at: datetime, note: str = "") -> Aim:
    """
    Give an aim one of its plan's own status words; the earlier ones are kept.

    :raises NotPossible: if the plan does not know the word.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, aim.organisation)
    aim = lock(aim, by=by, version=version)
    _put_status(aim, status, note, by, at)
    record(
        "aim.status_set", about=aim, by=by, at=at, concerning=[aim.organisation], content={"status": status}
    )
    return aim


def _put_status(aim: Aim, status: str, note: str, by: Actor, at: datetime) -> None:
    if status not in aim.plan.status_words:
        raise NotPossible(f"This plan's words are {', '.join(aim.plan.status_words)}.")
    aim.status = status
    aim.save(update_fields=["status", "version"])
    AimStatus(
        organisation=aim.organisation, aim=aim, status=status, note=note, set_at=at, set_by=by.user
    ).save()


@transaction.atomic
def add_achievement(*, aim: Aim, text: str, by: Actor, at: datetime, evidence: str = "") -> Achievement:
    """
    Record something done towards an aim.

    :raises StandsAlready: if the same words stand beneath the aim.
    """
    require(by, WRITE, aim.organisation)
    if aim.achievements.filter(text__iexact=text).exists():
        raise StandsAlready("This achievement stands beneath the aim already.")
    achievement = Achievement(
        organisation=aim.organisation, aim=aim, text=text, evidence=evidence, place=_next(aim.achievements)
    )
    achievement.save()
    record("aim.achievement_added", about=aim, by=by, at=at, concerning=[aim.organisation])
    return achievement


@transaction.atomic
def remove_achievement(*, achievement: Achievement, by: Actor, at: datetime) -> None:
    """Take away an achievement that was recorded by mistake; the row's history keeps it."""
    require(by, WRITE, achievement.organisation)
    aim = achievement.aim
    achievement.delete()
    record("aim.achievement_removed", about=aim, by=by, at=at, concerning=[aim.organisation])


@transaction.atomic
def carry_forward(
    *,
    plan: Plan,
    organisation: Organisation,
    details: PlanDetails,
    aims: Sequence[Aim],
    status: str,
    by: Actor,
    at: datetime,
) -> Plan:
    """
    Open the next period's plan and carry aims into it, each linked to the one that it follows.

    :param organisation: the plan's own, or the body that took over from it (the ICB from its CCG).
    :param status: the word that every carried aim starts with, such as "planned".
    :raises NotPossible: if the organisation is not a successor, or an aim belongs to another plan.
    """
    require(by, WRITE, organisation)
    if organisation.pk != plan.organisation_id and not _succeeded(plan.organisation, organisation):
        raise NotPossible(f"{organisation} did not take over from {plan.organisation}.")
    if any(aim.plan_id != plan.pk for aim in aims):
        raise NotPossible("Only aims of this plan can be carried forward from it.")
    following = set_plan(organisation=organisation, details=details, by=by, at=at, predecessor=plan)
    carried: dict[int, Aim] = {}
    for aim in aims:
        carried[aim.pk] = _carry(aim, following, carried, status, by, at)
    record(
        "plan.carried_forward",
        about=plan,
        by=by,
        at=at,
        concerning=[plan.organisation, organisation],
        content={"into": following.title},
        aims=len(aims),
    )
    return following


def _succeeded(predecessor: Organisation, successor: Organisation) -> bool:
    return Lineage.objects.filter(ancestor=predecessor, descendant=successor).exists()


def _carry(aim: Aim, following: Plan, carried: dict[int, Aim], status: str, by: Actor, at: datetime) -> Aim:
    """Copy an aim into the next plan. Leads, areas and bodies stay behind where the organisation changes."""
    at_home = following.organisation_id == aim.organisation_id
    details = AimDetails(
        title=aim.title,
        kind=aim.kind,
        parent=carried.get(aim.parent_id) if aim.parent_id else None,
        areas=list(aim.areas.all()) if at_home else (),
        source=aim.source,
        comes_from=aim.comes_from,
        rationale=aim.rationale,
        lead=aim.lead if at_home else None,
        partners=list(aim.partners.all()),
        risks=list(aim.risks.filter(closed_on=None)) if at_home else (),
        timescale=aim.timescale,
        horizon=aim.horizon,
        predecessor=aim,
    )
    return add_aim(
        plan=following, details=_without_what_is_asked(details, following), by=by, at=at, status=status
    )


def _without_what_is_asked(details: AimDetails, plan: Plan) -> AimDetails:
    """A plan that asks for a lead or a timescale asks again each year: the old one is kept until it is changed."""
    return replace(
        details, timescale=details.timescale or ("To be agreed" if "timescale" in plan.asks_for else "")
    )


@transaction.atomic
def log_activity(
    *,
    organisation: Organisation,
    text: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    at: datetime,
    heading: str = "",
    sectors: Sequence[str] = (),
    is_success: bool = False,
    owner: Post | None = None,
    area: Organisation | None = None,
    partners: Sequence[Organisation] = (),
    aim: Aim | None = None,
    place: int = 0,
) -> Activity:
    """
    Record something that the team did in a period, towards an aim or not.

    :raises NotPossible: if the days are the wrong way round.
    """
    require(by, WRITE, organisation)
    if ends_on < starts_on:
        raise NotPossible("The last day must be on or after the first day.")
    activity = Activity(
        organisation=organisation,
        text=text,
        heading=heading,
        sectors=list(sectors),
        is_success=is_success,
        starts_on=starts_on,
        ends_on=ends_on,
        owner=owner,
        area=area,
        aim=aim,
        place=place,
    )
    activity.save()
    activity.partners.set(partners)
    record(
        "activity.logged",
        about=activity,
        by=by,
        at=at,
        concerning=[organisation],
        content={"heading": heading},
    )
    return activity


@transaction.atomic
def remove_activity(*, activity: Activity, by: Actor, at: datetime) -> None:
    """Take away an activity that was recorded by mistake; the row's history keeps it."""
    require(by, WRITE, activity.organisation)
    record("activity.removed", about=activity, by=by, at=at, concerning=[activity.organisation])
    activity.delete()


@transaction.atomic
def open_project(
    *,
    organisation: Organisation,
    title: str,
    trigger: str,
    items: Sequence[str],
    by: Actor,
    at: datetime,
    trigger_note: str = "",
    funder: Organisation | None = None,
    leads: Sequence[Post] = (),
    aim: Aim | None = None,
) -> Project:
    """
    Open a project with its leads, its funder and what set it off, and its items of work.

    :raises StandsAlready: if the organisation has a project of this title.
    """
    require(by, WRITE, organisation)
    if Project.objects.filter(organisation=organisation, title__iexact=title).exists():
        raise StandsAlready(f"{organisation} has a project called {title} already.")
    project = Project(
        organisation=organisation,
        title=title,
        trigger=trigger,
        trigger_note=trigger_note,
        funder=funder,
        aim=aim,
    )
    project.save()
    project.leads.set(leads)
    for place, item in enumerate(items, 1):
        ProjectItem(organisation=organisation, project=project, title=item, place=place).save()
    record("project.opened", about=project, by=by, at=at, concerning=[organisation], content={"title": title})
    return project


@transaction.atomic
def complete_item(*, item: ProjectItem, completed_on: date | None, by: Actor, at: datetime) -> ProjectItem:
    """Say on which day an item of a project was done, or that it is open again."""
    require(by, WRITE, item.organisation)
    item.completed_on = completed_on
    item.save(update_fields=["completed_on"])
    record(
        "project.item_completed",
        about=item.project,
        by=by,
        at=at,
        content={"item": item.title},
        on=completed_on,
    )
    return item


@transaction.atomic
def remove_item(*, item: ProjectItem, by: Actor, at: datetime) -> None:
    """Take an item out of a project; the row's history keeps it."""
    require(by, WRITE, item.organisation)
    project, title = item.project, item.title
    item.delete()
    record("project.item_removed", about=project, by=by, at=at, content={"item": title})
