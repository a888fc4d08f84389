"""Pages about plans: their tree of aims, one aim, what was achieved and what is carried into the next period."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.act.risks import queries as risks
from safeguarding.act.strategy import forms, operations, queries
from safeguarding.act.strategy.models import Achievement, Aim, Plan
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.bodies import queries as bodies
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.people import queries as people
from safeguarding.core.people.forms import chosen, lines_of, options
from safeguarding.core.vocabulary import queries as vocabulary
from safeguarding.kit.forms.confirm import Confirm
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

PAGES = "act/strategy/pages"
WRITE = Permission("GOV", "w")
page = require_http_methods(["GET", "HEAD", "POST"])


def _plan(plan: Plan) -> str:
    return reverse("act:strategy_plan", args=[plan.public_id])


def _aim(aim: Aim) -> str:
    return reverse("act:strategy_aim", args=[aim.public_id])


@require_safe
@opens("GOV", "r")
def plans(request: HttpRequest) -> HttpResponse:
    """List strategies, objectives and work plans."""
    listing = Listing(
        request,
        queries.plans(request.actor),
        [
            Column("title", "Plan", lambda plan: Link(plan.title, _plan(plan)), sort="title"),
            Column("organisation", "Organisation", "organisation.name", sort="organisation__name"),
            Column("kind", "Kind", lambda plan: plan.get_kind_display(), sort="kind"),
            Column("starts", "From", "starts_on", sort="starts_on"),
            Column("ends", "To", "ends_on", sort="ends_on"),
        ],
        filters=[Filter("kind", "Kind", Plan.Kind.choices)],
        search=("title", "organisation__name"),
        noun=("plan", "plans"),
    )
    if file := download(request, listing, "Plans", timezone.now()):
        return file
    context = {"listing": listing, "may_write": may_anywhere(request.actor, WRITE)}
    return render(request, f"{PAGES}/plans.jinja", context)


@require_safe
@opens("GOV", "r")
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a plan with its tree of aims, how many carry each status, and its text."""
    found = queries.get_plan(request.actor, public_id)
    aims = queries.aims_of(request.actor, found)
    context = {
        "plan": found,
        "branches": queries.tree(aims),
        "total": len(aims),
        "counts": queries.status_counts(found, aims),
        "repeated": queries.repetition(aims),
        "sections": queries.sections(request.actor, found),
        "delivery": (delivered := queries.delivery(request.actor, found)),
        "together": queries.rolled_up(delivered),
        "may_write": may_anywhere(request.actor, WRITE),
    }
    return render(request, f"{PAGES}/plan.jinja", context)


@require_safe
@opens("GOV", "r")
def aims(request: HttpRequest) -> HttpResponse:
    """List the aims of every plan, to be filtered by plan, area, status and whose priority they follow."""
    actor = request.actor
    plans_known = list(queries.plans(actor))
    areas = [each for ours in organisations.ours(actor) for each in queries.core_areas(actor, ours)]
    found = queries.aims(actor)
    sources = (
        found.exclude(comes_from="").order_by("comes_from").values_list("comes_from", flat=True).distinct()
    )
    statuses = dict.fromkeys(word for each in plans_known for word in each.status_words)
    listing = Listing(
        request,
        found,
        [
            Column("title", "Aim", lambda aim: Link(aim.title, _aim(aim)), sort="title"),
            Column("plan", "Plan", "plan.title", sort="plan__title"),
            Column("kind", "Kind", lambda aim: aim.get_kind_display(), sort="kind"),
            Column("status", "Status", lambda aim: Tag(aim.status or "Not set"), sort="status"),
            Column("areas", "Areas", lambda aim: words.listed([a.name for a in aim.areas.all()])),
            Column("lead", "Lead", lambda aim: aim.lead.title if aim.lead else ""),
            Column("timescale", "Timescale", lambda aim: aim.timescale or words.day(aim.due_on)),
            Column("from", "Comes from", "comes_from", sort="comes_from"),
            Column("done", "Achievements", lambda aim: len(aim.achievements.all()), numeric=True),
        ],
        filters=[
            Filter("plan", "Plan", options(plans_known), field="plan__public_id"),
            Filter("area", "Area", forms.by_pk(areas), field="areas"),
            Filter("status", "Status", [(word, word) for word in statuses]),
            Filter("from", "Comes from", [(word, word) for word in sources], field="comes_from"),
        ],
        search=("title",),
        noun=("aim", "aims"),
    )
    if file := download(request, listing, "Aims", timezone.now()):
        return file
    return render(request, f"{PAGES}/aims.jinja", {"listing": listing})


@require_safe
@opens("GOV", "r")
def aim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one aim with its achievements, what it follows, and every status that it has had."""
    found = queries.get_aim(request.actor, public_id)
    statuses = found.statuses.select_related("set_by").order_by("-set_at", "-id")
    context = {
        "aim": found,
        "risks": [each for each in found.risks.all() if may_anywhere(request.actor, risks.READ)],
        "achievements": found.achievements.order_by("place", "id"),
        "chain": queries.history(found),
        "events": [
            {
                "text": each.status,
                "when": words.moment(each.set_at),
                "by": each.set_by.name if each.set_by else "",
                "detail": words.lines(each.note),
            }
            for each in statuses
        ],
        "may_write": may_anywhere(request.actor, WRITE),
    }
    return render(request, f"{PAGES}/aim.jinja", context)


def _plan_lists(request: HttpRequest, without: Plan | None = None) -> dict[str, list]:
    """What a plan's form offers."""
    known = queries.plans(request.actor).filter(kind=Plan.Kind.STRATEGY)
    return {
        "bodies": list(bodies.bodies(request.actor)),
        "strategies": [each for each in known if without is None or each.pk != without.pk],
        "providers": organisations.around(request.actor),
    }


def _plan_details(given: dict, lists: dict[str, list]) -> operations.PlanDetails:
    return operations.PlanDetails(
        title=given["title"],
        kind=given["kind"],
        starts_on=given["starts_on"],
        ends_on=given["ends_on"],
        covers=lines_of(given["covers"]),
        status_words=lines_of(given["status_words"]),
        asks_for=tuple(given["asks_for"]),
        vision=given["vision"],
        outcomes=lines_of(given["outcomes"]),
        monitoring_body=chosen(lists["bodies"], given["monitoring_body"]),
        strategy=chosen(lists["strategies"], given["strategy"]),
        carried_by=chosen(lists["providers"], given["carried_by"]),
        services=lines_of(given["services"]),
    )


def _plan_as_typed(found: Plan) -> dict[str, object]:
    several = ("covers", "status_words", "outcomes", "services")
    single = ("monitoring_body", "strategy", "carried_by")
    return {
        **{name: getattr(found, name) for name in ("kind", "asks_for", "vision")},
        **{name: "\n".join(getattr(found, name)) for name in several},
        **{name: str(getattr(found, name).public_id) for name in single if getattr(found, name)},
    }


@page
@opens("GOV", "w")
def add_plan(request: HttpRequest) -> HttpResponse:
    """Open a plan of ours."""
    actor, lists = request.actor, _plan_lists(request)
    before = list(queries.plans(actor))
    return answer(
        request,
        forms.NewPlan(posted(request), **lists, plans=before),
        lambda given: operations.set_plan(
            organisation=actor.organisation,
            details=_plan_details(given, lists),
            predecessor=chosen(before, given["predecessor"]),
            by=actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/add_plan.jinja",
        context={},
        done="Plan opened",
        to=_plan,
    )


@page
@opens("GOV", "w")
def change_plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what a plan is."""
    found = queries.get_plan(request.actor, public_id, WRITE)
    lists = _plan_lists(request, without=found)
    typed = _plan_as_typed(found) | {
        n: getattr(found, n) for n in ("title", "starts_on", "ends_on", "version")
    }
    return answer(
        request,
        forms.PlanForm(posted(request), initial=typed, **lists),
        lambda given: operations.change_plan(
            plan=found,
            version=given["version"] or 0,
            details=_plan_details(given, lists),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/change_plan.jinja",
        context={"plan": found},
        done="Plan changed",
        to=_plan,
    )


@page
@opens("GOV", "w")
def carry_forward(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once, then open the next period's plan with the aims that go on, for us or for our successor."""
    actor = request.actor
    found, lists = queries.get_plan(actor, public_id, WRITE), _plan_lists(request)
    going_on = queries.aims_of(actor, found)
    ours = organisations.ours(actor)
    typed = _plan_as_typed(found) | {"organisation": str(actor.organisation.public_id)}
    form = forms.CarryForward(posted(request), initial=typed, **lists, aims=going_on, organisations=ours)
    return answer(
        request,
        form,
        lambda given: operations.carry_forward(
            plan=found,
            organisation=chosen(ours, given["organisation"]),
            details=_plan_details(given, lists),
            aims=[each for each in going_on if str(each.public_id) in given["aims"]],
            status=given["status"],
            by=actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/carry_forward.jinja",
        context={"plan": found},
        done="Plan carried forward",
        to=_plan,
    )


def _lists(request: HttpRequest, plan: Plan, without: Aim | None = None) -> dict[str, list]:
    """What an aim's form offers."""
    actor = request.actor
    return {
        "aims": [each for each in queries.aims_of(actor, plan) if without is None or each.pk != without.pk],
        "earlier": queries.earlier_aims(actor, plan),
        "areas": queries.core_areas(actor, plan.organisation),
        "sources": list(vocabulary.offered(actor)),
        "posts": list(people.posts(actor)),
        "organisations": organisations.around(actor),
        "risks": risks.to_choose(actor, plan.organisation),
    }


def _aim_details(given: dict, lists: dict[str, list], before: Aim | None = None) -> operations.AimDetails:
    plain = ("title", "kind", "comes_from", "rationale", "timescale", "due_on", "horizon")
    return operations.AimDetails(
        **{name: given[name] for name in plain},
        parent=chosen(lists["aims"], given["parent"]),
        same_as=chosen(lists["aims"], given["same_as"]),
        areas=[each for each in lists["areas"] if str(each.pk) in given["areas"]],
        source=chosen(lists["sources"], given["source"]),
        lead=chosen(lists["posts"], given["lead"]),
        partners=[each for each in lists["organisations"] if str(each.public_id) in given["partners"]],
        risks=[each for each in lists["risks"] if str(each.public_id) in given["risks"]],
        predecessor=chosen(lists["earlier"], given["predecessor"]),
        monitoring_body=before.monitoring_body if before else None,
    )


@page
@opens("GOV", "w")
def add_aim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add an aim to a plan."""
    found = queries.get_plan(request.actor, public_id, WRITE)
    lists = _lists(request, found)
    return answer(
        request,
        forms.AimForm(posted(request), lists=lists),
        lambda given: operations.add_aim(
            plan=found, details=_aim_details(given, lists), by=request.actor, at=timezone.now()
        ),
        template=f"{PAGES}/add_aim.jinja",
        context={"plan": found},
        done="Aim added",
        to=_aim,
    )


def _aim_as_typed(found: Aim) -> dict[str, object]:
    plain = ("title", "kind", "comes_from", "rationale", "timescale", "due_on", "horizon", "version")
    single = ("parent", "same_as", "predecessor", "source", "lead")
    return {
        **{name: getattr(found, name) for name in plain},
        **{name: str(getattr(found, name).public_id) for name in single if getattr(found, name)},
        "areas": [str(each.pk) for each in found.areas.all()],
        "partners": [str(each.public_id) for each in found.partners.all()],
        "risks": [str(each.public_id) for each in found.risks.all()],
    }


@page
@opens("GOV", "w")
def change_aim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what an aim is."""
    found = queries.get_aim(request.actor, public_id, WRITE)
    lists = _lists(request, found.plan, without=found)
    return answer(
        request,
        forms.AimForm(posted(request), initial=_aim_as_typed(found), lists=lists),
        lambda given: operations.change_aim(
            aim=found,
            version=given["version"] or 0,
            details=_aim_details(given, lists, found),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/change_aim.jinja",
        context={"aim": found},
        done="Aim changed",
        to=_aim,
    )


@page
@opens("GOV", "w")
def status(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give an aim one of its plan's status words."""
    found = queries.get_aim(request.actor, public_id, WRITE)
    typed = {"status": found.status, "version": found.version}
    return answer(
        request,
        forms.StatusForm(posted(request), initial=typed, words=found.plan.status_words),
        lambda given: operations.set_status(aim=found, **given, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/status.jinja",
        context={"aim": found},
        done="Status set",
        to=_aim,
    )


@page
@opens("GOV", "w")
def achievement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record something done towards an aim."""
    found = queries.get_aim(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.AchievementForm(posted(request)),
        lambda given: operations.add_achievement(aim=found, **given, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/achievement.jinja",
        context={"aim": found},
        done="Achievement added",
        to=lambda _: _aim(found),
    )


@page
@opens("GOV", "w")
def remove_achievement(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then take an achievement away."""
    found = queries.get_part(request.actor, Achievement, pk, WRITE)
    return answer(
        request,
        Confirm(posted(request)),
        lambda _: operations.remove_achievement(achievement=found, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/remove_achievement.jinja",
        context={"achievement": found},
        done="Achievement removed",
        to=lambda _: _aim(found.aim),
    )


@require_safe
@opens("GOV", "r")
def activities(request: HttpRequest) -> HttpResponse:
    """List what the team did, to be filtered by service and heading."""
    found = queries.activities(request.actor)
    headings = found.exclude(heading="").order_by("heading").values_list("heading", flat=True).distinct()
    listing = Listing(
        request,
        found,
        [
            Column("text", "What was done", "text"),
            Column("heading", "Heading", "heading", sort="heading"),
            Column("sectors", "Services", lambda each: words.listed(each.sectors)),
            Column("area", "With", lambda each: each.area.name if each.area else ""),
            Column("success", "Success", "is_success"),
            Column("starts", "From", "starts_on", sort="starts_on"),
            Column("ends", "To", "ends_on", sort="ends_on"),
        ],
        filters=[
            Filter("sector", "Service", [(s, s.capitalize()) for s in forms.SECTORS], apply=_of_sector),
            Filter("heading", "Heading", [(word, word) for word in headings]),
        ],
        search=("text", "heading", "area__name"),
        per_page=50,
        noun=("activity", "activities"),
    )
    if file := download(request, listing, "Activities", timezone.now()):
        return file
    context = {"listing": listing, "may_write": may_anywhere(request.actor, WRITE)}
    return render(request, f"{PAGES}/activities.jinja", context)


def _of_sector(rows, sector: str):
    return rows.filter(sectors__contains=[sector])


@page
@opens("GOV", "w")
def log_activity(request: HttpRequest) -> HttpResponse:
    """Record something that the team did."""
    actor, areas = request.actor, organisations.around(request.actor)

    def act(given: dict) -> object:
        area = chosen(areas, given.pop("area"))
        return operations.log_activity(
            organisation=actor.organisation, area=area, **given, by=actor, at=timezone.now()
        )

    return answer(
        request,
        forms.ActivityForm(posted(request), areas=areas),
        act,
        template=f"{PAGES}/log_activity.jinja",
        context={},
        done="Activity recorded",
        to=lambda _: reverse("act:strategy_activities"),
    )


@require_safe
@opens("GOV", "r")
def projects(request: HttpRequest) -> HttpResponse:
    """Show the projects with their leads, funder, trigger and items."""
    context = {
        "projects": queries.projects(request.actor),
        "may_write": may_anywhere(request.actor, WRITE),
    }
    return render(request, f"{PAGES}/projects.jinja", context)


@page
@opens("GOV", "w")
def open_project(request: HttpRequest) -> HttpResponse:
    """Open a project of ours."""
    actor = request.actor
    posts, places = list(people.posts(actor)), organisations.around(actor)

    def act(given: dict) -> object:
        return operations.open_project(
            organisation=actor.organisation,
            title=given["title"],
            trigger=given["trigger"],
            trigger_note=given["trigger_note"],
            items=lines_of(given["items"]),
            leads=[post for post in posts if str(post.public_id) in given["leads"]],
            funder=chosen(places, given["funder"]),
            by=actor,
            at=timezone.now(),
        )

    return answer(
        request,
        forms.ProjectForm(posted(request), posts=posts, organisations=places),
        act,
        template=f"{PAGES}/open_project.jinja",
        context={},
        done="Project opened",
        to=lambda _: reverse("act:strategy_projects"),
    )


@page
@opens("GOV", "w")
def add_area(request: HttpRequest) -> HttpResponse:
    """Show the areas into which we sort our work, and add one at the end."""
    actor = request.actor
    known = queries.core_areas(actor, actor.organisation)
    return answer(
        request,
        forms.AreaForm(posted(request)),
        lambda given: operations.add_core_area(
            organisation=actor.organisation, **given, place=len(known) + 1, by=actor, at=timezone.now()
        ),
        template=f"{PAGES}/add_area.jinja",
        context={"areas": known},
        done="Area added",
        to=lambda _: reverse("act:strategy_add_area"),
    )
