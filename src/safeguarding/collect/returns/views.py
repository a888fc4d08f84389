"""The pages of indicators and figures: the library, what is known, typing a return and correcting a figure."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.collect.returns import forms, operations, queries
from safeguarding.collect.returns.figures import NewFigure
from safeguarding.collect.returns.models import FormerFigure, Indicator, Observation
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import posted
from safeguarding.kit.pages.tags import Link
from safeguarding.kit.pages.words import plural
from safeguarding.kit.periods import Period, long_date
from safeguarding.kit.quantities import Qualifier
from safeguarding.kit.refusals import NothingChanged, Refused

PAGES = "collect/returns/pages"
page = require_http_methods(["GET", "HEAD", "POST"])
WRITE = Permission("KPI", "w")
COLUMNS = (
    Column(
        "indicator",
        "Indicator",
        lambda row: Link(
            queries.observation_title(row), reverse("collect:returns_figure", args=[row.public_id])
        ),
        sort="indicator__title",
    ),
    Column("about", "About", lambda row: row.about.name, sort="about__name"),
    Column("period", "Period", lambda row: Period(row.starts_on, row.ends_on).label, sort="ends_on"),
    Column("figure", "Figure", lambda row: queries.as_figure(row).qualified_text, numeric=True),
    Column("numerator", "Numerator", lambda row: _plain(row.numerator), numeric=True),
    Column("denominator", "Denominator", lambda row: _plain(row.denominator), numeric=True),
    Column("known", "Notes", lambda row: "; ".join(queries.as_figure(row).notes)),
    Column("returned", "Returned by", lambda row: row.returned_by.name, sort="returned_by__name"),
)


def _plain(number) -> object:
    return "" if number is None else number.normalize() if number % 1 else int(number)


@require_safe
@opens("KPI", "r")
def library(request: HttpRequest) -> HttpResponse:
    """List every indicator by family."""
    families: dict[str, list[list[object]]] = {}
    for indicator in queries.indicators():
        families.setdefault(indicator.family_title, []).append(_line(indicator))
    return render(request, f"{PAGES}/library.jinja", {"families": families})


def _line(indicator: Indicator) -> list[object]:
    link = Link(indicator.title, reverse("collect:returns_definition", args=[indicator.urn]))
    return [link, indicator.get_unit_display(), indicator.get_direction_display(), indicator.version]


@require_safe
@opens("KPI", "r")
def definition(request: HttpRequest, urn: str) -> HttpResponse:
    """Show what one indicator counts, its targets by date and its earlier versions."""
    indicator = queries.get_indicator(urn)
    derived = indicator.derived and {
        part: queries.indicator(indicator.derived[part]) for part in ("numerator", "denominator")
    }
    targets = [
        [long_date(date.fromisoformat(t["from"])), t["green"], t["amber"], t["authority"]]
        for t in indicator.targets
    ]
    context = {
        "indicator": indicator,
        "derived": derived,
        "targets": targets,
        "versions": queries.versions(urn),
    }
    return render(request, f"{PAGES}/definition.jinja", context)


@require_safe
@opens("KPI", "r")
def index(request: HttpRequest) -> HttpResponse:
    """List the figures that we may see."""
    families = list({i.family: (i.family, i.family_title) for i in queries.indicators()}.values())
    listing = Listing(
        request,
        queries.observations(request.actor),
        COLUMNS,
        filters=[Filter("family", "Kind", families, "indicator__family")],
        search=("indicator__title", "about__name"),
        default_sort="-period",
        noun=("figure", "figures"),
    )
    if file := download(request, listing, "Figures", timezone.now()):
        return file
    context = {"listing": listing, "may_write": may_anywhere(request.actor, WRITE)}
    return render(request, f"{PAGES}/index.jinja", context)


@require_safe
@opens("KPI", "r")
def figure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one figure, where it comes from, and what it was known as before or on a day."""
    row = queries.get_observation(request.actor, public_id)
    on = _day(request.GET.get("known_on", ""))
    known = queries.known_on(row, _end_of(on)) if on else None
    context = {
        "figure": queries.as_figure(row),
        "row": row,
        "former": [_former(row, told) for told in queries.history(row)],
        "on": on,
        "known": known,
        "may_correct": row.organisation_id == request.actor.organisation.pk
        and may(request.actor, WRITE, row.organisation),
    }
    return render(request, f"{PAGES}/figure.jinja", context)


def _former(row: Observation, told: FormerFigure) -> list[object]:
    return [
        told.version,
        queries.former_figure(row, told).qualified_text,
        words.moment(told.recorded_at),
        words.moment(told.superseded_at),
        told.recorded_by.name,
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=ZoneInfo("Europe/London"))


@page
@opens("KPI", "w")
def enter(request: HttpRequest) -> HttpResponse:
    """Ask which figures are to be typed: what, whose, for which period."""
    families = list(
        {i.family: (i.family, i.family_title) for i in queries.indicators() if not i.derived}.values()
    )
    places = organisations.organisations(request.actor, WRITE)
    form = forms.Choose(posted(request), families=families, places=places)
    if form.is_valid():
        told = form.cleaned_data
        period: Period = told["period"]
        return redirect(
            "collect:returns_numbers", told["family"], told["about"], period.starts_on, period.ends_on
        )
    return render(request, f"{PAGES}/enter.jinja", {"form": form})


@page
@opens("KPI", "w")
def numbers(request: HttpRequest, family: str, about: UUID, starts: str, ends: str) -> HttpResponse:
    """Type the figures of one family, about one organisation or area, for one period."""
    place = organisations.get_organisation(request.actor, about, WRITE)
    period = _period(starts, ends)
    blanks = _blanks(request, family, place, period)
    if not blanks["forms"] and not blanks["known"]:
        raise Http404
    sending = forms.Sending(posted(request), initial={"known": "exact"})
    every = [*blanks["forms"], sending]
    faulty = [form for form in every if request.method == "POST" and not form.is_valid()]
    if request.method == "POST" and not faulty:
        try:
            batch = _send(request, blanks["forms"], place, period, sending.cleaned_data)
        except operations.NotRecorded as refusal:
            _show_faults(refusal, blanks["forms"])
        except Refused as refusal:
            sending.add_error(None, str(refusal))
        else:
            messages.success(request, f"{plural(batch.added, 'figure')} returned.")
            return redirect("collect:returns_index")
    context = {"place": place, "period": period, "sending": sending, "forms": every, **blanks}
    return render(request, f"{PAGES}/numbers.jinja", context | {"indicators": blanks["forms"]})


def _period(starts: str, ends: str) -> Period:
    try:
        return Period(date.fromisoformat(starts), date.fromisoformat(ends))
    except ValueError:
        raise Http404 from None


def _blanks(request: HttpRequest, family: str, place: Organisation, period: Period) -> dict:
    """Return a form for each figure of the family that is not known yet, and the figures that are."""
    defined = [i for i in queries.indicators(family) if not i.derived and not i.open_splits]
    told = {
        f.urn: f
        for f in queries.figures(request.actor, [i.urn for i in defined], about=[place], period=period)
    }
    return {
        "known": list(told.values()),
        "forms": [
            forms.Numbers(posted(request), indicator=indicator, prefix=indicator.urn.replace(".", "-"))
            for indicator in defined
            if indicator.urn not in told
        ],
    }


def _send(request: HttpRequest, blanks: list, place: Organisation, period: Period, told: dict):
    filled = [form for form in blanks if form.is_filled]
    if not filled:
        raise NothingChanged("Type at least one figure, or say why there is none.")
    known = Qualifier(told["known"])
    figures = [
        NewFigure(form.indicator.urn, place, period, qualifiers=(known,), source=told["source"], **form.said)
        for form in filled
    ]
    return operations.record_figures(
        figures=figures,
        provenance="return",
        source=told["source"],
        by=request.actor,
        at=timezone.now(),
    )


def _show_faults(refusal: operations.NotRecorded, blanks: list) -> None:
    """Put every fault on the form of its figure."""
    filled = [form for form in blanks if form.is_filled]
    for number, said in refusal.faults.items():
        for each in said:
            filled[number].add_error(next(iter(filled[number].fields)), each)


@page
@opens("KPI", "w")
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct one figure that we recorded, and say why."""
    row = queries.get_observation(request.actor, public_id, WRITE)
    if row.organisation_id != request.actor.organisation.pk:
        raise Http404
    was = {"version": row.version, "state": row.state}
    was |= {name: _plain(getattr(row, name)) for name in ("numerator", "denominator", "value")}
    form = forms.Correct(posted(request), observation=row, initial=was)
    if form.is_valid():
        try:
            _correct(request, row, form)
        except operations.NotRecorded as refusal:
            for each in refusal.faults.get(0, ()):
                form.add_error(next(iter(form.fields)), each)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Figure corrected. What it was before is kept.")
            return redirect("collect:returns_figure", public_id)
    context = {"form": form, "figure": queries.as_figure(row)}
    return render(request, f"{PAGES}/correct.jinja", context)


def _correct(request: HttpRequest, row: Observation, form: forms.Correct) -> None:
    operations.correct(
        observation=row,
        version=form.cleaned_data["version"],
        figure=queries.as_new(row, **form.said),
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=timezone.now(),
    )
