"""What was planned, what came of it and what is planned next: priorities, objectives, the vision and the year ahead."""

from dataclasses import dataclass
from datetime import timedelta

from safeguarding.act import api as act
from safeguarding.core.organisations import queries as organisations
from safeguarding.kit.documents.blocks import Block, Bullets, Figure, Heading, Paragraph, Quotation, Table
from safeguarding.kit.periods import add_months
from safeguarding.report.sections.printing import counted, slug
from safeguarding.report.sections.registry import Scope, section

TOLD = ("OBJECTIVE", "PRIORITY", "COMPLIANCE", "ITEM")


@dataclass(frozen=True)
class Plans:
    """The plans around a report's period: those it looks back on, and those it looks forward to."""

    past: tuple[act.PlanSummary, ...]
    coming: tuple[act.PlanSummary, ...]


def around(scope: Scope) -> Plans:
    """Return the plans of the organisation, and of what succeeds it, from a year before the period to a year after."""
    return scope.once("plans", lambda: _around(scope))


def _around(scope: Scope) -> Plans:
    first, last = add_months(scope.period.starts_on, -12), add_months(scope.period.ends_on, 12)
    bodies = [scope.organisation, *(step.successor for step in organisations.successors(scope.organisation))]
    found = [plan for body in bodies for plan in act.plan_summaries(scope.actor, body, first, last)]
    coming = tuple(plan for plan in found if _is_coming(plan, scope))
    return Plans(tuple(plan for plan in found if plan not in coming), coming)


def _is_coming(plan: act.PlanSummary, scope: Scope) -> bool:
    """A plan that began in the last quarter of the period, or after it, is the next one."""
    return plan.starts_on is not None and plan.starts_on > scope.period.ends_on - timedelta(days=92)


@section("last-years-priorities", "Priorities of the last year and what came of them")
def last_years(scope: Scope) -> list[Block]:
    """List each priority with what was achieved towards it."""
    aims = [aim for plan in around(scope).past for aim in plan.aims if aim.achievements]
    if not aims:
        return [Paragraph("No achievements towards earlier priorities are recorded.")]
    rows = tuple((aim.title, "; ".join(aim.achievements)) for aim in aims)
    number = counted(
        scope,
        "plans.priorities-with-achievements",
        aims,
        "aim",
        "aims with achievements",
        "Priorities with achievements",
    )
    return [
        Paragraph("Of ", number, " priorities this is what was achieved:"),
        Table("Priorities and achievements", ("Priority", "What was achieved"), rows),
    ]


@section("objectives", "Progress against objectives")
def objectives(scope: Scope) -> list[Block]:
    """List the objectives of the period with their status in the plan's own words, and count each status."""
    said: list[Block] = []
    for plan in around(scope).past:
        with_status = [aim for aim in plan.aims if aim.status]
        if with_status:
            said += _statuses(scope, plan, with_status)
    return said or [Paragraph("No objectives with a status are recorded for this period.")]


def _statuses(scope: Scope, plan: act.PlanSummary, aims: list[act.AimSummary]) -> list[Block]:
    total = counted(scope, f"plans.{slug(plan.title)}", aims, "aim", "aims with a status", plan.title)
    counts = [(word, [aim for aim in aims if aim.status == word]) for word, _ in plan.counts]
    shown = tuple(
        (
            word,
            counted(
                scope,
                f"plans.{slug(plan.title)}.{slug(word)}",
                found,
                "aim",
                "aims by status",
                f"{plan.title}: {word}",
            ),
        )
        for word, found in counts
        if word != "Not set"
    )
    rows = tuple((aim.title, aim.lead or "not stated", aim.status) for aim in aims)
    return [
        Paragraph(f"{plan.title} has ", total, " objectives."),
        Table(f"{plan.title}: objectives by status", ("Status", "Objectives"), shown),
        Table(plan.title, ("Objective", "Lead", "Status"), rows),
    ]


@section("forward-plan", "What we expect to address")
def forward(scope: Scope) -> list[Block]:
    """List the issues that the year ahead is expected to bring."""
    plans = around(scope)
    issues = [aim.title for plan in (*plans.past, *plans.coming) for aim in plan.of_kind("ISSUE")]
    if not issues:
        return [Paragraph("No issues for the year ahead are recorded.")]
    return [Paragraph("Over the year ahead we expect to address:"), Bullets(tuple(issues))]


@section("vision", "Vision and aims of the organisation")
def vision(scope: Scope) -> list[Block]:
    """Quote the organisation's vision with the outcomes that it names."""
    plans = around(scope)
    said: list[Block] = []
    for plan in (*plans.coming, *plans.past):
        if plan.vision and plan.organisation == scope.organisation.name:
            said.append(Quotation(plan.vision, plan.organisation))
            said += [Bullets(plan.outcomes)] if plan.outcomes else []
            return said
    return [Paragraph("No vision is recorded for this organisation.")]


@section("next-years-priorities", "Priorities for the year ahead")
def next_years(scope: Scope) -> list[Block]:
    """List the priorities of the next year by core area; one that stands in several areas is printed in each."""
    said: list[Block] = []
    for plan in around(scope).coming:
        told = [aim for aim in plan.aims if aim.kind in TOLD]
        if told:
            said += _priorities(scope, plan, told)
    return said or [Paragraph("No priorities for the year ahead are recorded.")]


def _priorities(scope: Scope, plan: act.PlanSummary, told: list[act.AimSummary]) -> list[Block]:
    used = {area for aim in told for area in aim.areas}
    in_order = act.area_names(scope.actor, scope.organisation)
    areas = [area for area in in_order if area in used] + sorted(used - set(in_order))
    number = counted(
        scope,
        f"plans.{slug(plan.title)}.priorities",
        [aim for aim in told if not aim.repeats and "." not in aim.number],
        "aim",
        "priorities",
        plan.title,
    )
    said: list[Block] = [_carried_by(scope, plan, number)]
    for area in areas:
        said.append(Heading(area, 2))
        said.append(Bullets(tuple(_said(aim) for aim in told if area in aim.areas)))
    others = [aim for aim in told if not aim.areas]
    return said + ([_table(plan, others)] if others else [])


def _carried_by(scope: Scope, plan: act.PlanSummary, number: Figure) -> Paragraph:
    """Say whose priorities they are: those of a closing organisation are carried on by its successor."""
    by = f", carried by {plan.organisation}" if plan.organisation != scope.organisation.name else ""
    return Paragraph(f"{plan.title}: ", number, f" different priorities{by}.")


def _said(aim: act.AimSummary) -> str:
    about = [f"lead: {aim.lead}" if aim.lead else "", f"by {aim.timescale}" if aim.timescale else ""]
    known = "; ".join(filter(None, about))
    return f"{aim.title} ({known})" if known else aim.title


def _table(plan: act.PlanSummary, aims: list[act.AimSummary]) -> Table:
    rows = tuple((aim.title, aim.lead or "not stated", aim.timescale or "not stated") for aim in aims)
    return Table(plan.title, ("Priority", "Lead", "Timescale"), rows)


@section("unwarranted-variation", "Reducing unwarranted variation for looked-after children")
def variation(scope: Scope) -> list[Block]:
    """List the areas on which variation is to be reduced."""
    plans = around(scope)
    focus = [aim.title for plan in (*plans.past, *plans.coming) for aim in plan.of_kind("FOCUS")]
    if not focus:
        return [Paragraph("No areas of unwarranted variation are recorded."), *_risks(scope)]
    return [
        Paragraph("The main areas in which variation is to be reduced in the year ahead:"),
        Bullets(tuple(focus)),
        *_risks(scope),
    ]


LOOKED_AFTER = "looked-after children"


def _risks(scope: Scope) -> list[Block]:
    """List the risks of the year that are about looked-after children, with the priority that answers each."""
    found = act.risks_in(scope.actor, scope.organisation, scope.period.starts_on, scope.period.ends_on)
    told = [risk for risk in found if LOOKED_AFTER in risk.cohorts]
    if not told:
        return []
    rows = tuple((risk.title, "; ".join(risk.priorities) or "None yet") for risk in told)
    return [Table("Risks for looked-after children", ("Risk", "Priority that makes it smaller"), rows)]
