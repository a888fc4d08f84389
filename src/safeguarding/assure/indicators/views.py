"""The pages of what figures mean: a table of places, one indicator through time, and the sums that must agree."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.assure.indicators import forms, operations, queries, showing, timelines
from safeguarding.collect import api as collect
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download, hand_out
from safeguarding.kit.forms.lists import Filter, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.spreadsheets import MEDIA

PAGES = "assure/indicators/pages"


@require_safe
@opens("KPI", "r")
def figures(request: HttpRequest) -> HttpResponse:
    """Show every indicator of a family by place, for one period, with rating and change."""
    view = _chosen(request)
    lines = (
        queries.board(request.actor, view["urns"], view["places"], view["period"], whole=view["whole"])
        if view["period"] and view["urns"]
        else []
    )
    if (kind := request.GET.get("export", "")) in MEDIA:
        return hand_out(
            request,
            kind,
            "Figures",
            showing.EXPORT,
            showing.export_rows(lines),
            at=timezone.now(),
            narrowed=_narrowed(view),
        )
    context = view | {"head": showing.head(view["places"], view["whole"]), "rows": showing.rows(lines)}
    return render(request, f"{PAGES}/figures.jinja", context)


def _chosen(request: HttpRequest) -> dict:
    """Return what the address asks for: a commissioner, a family and a period, each with the first as default."""
    actor = request.actor
    wholes = queries.wholes(actor)
    whole = _pick(wholes, request.GET.get("of"), lambda o: str(o.public_id))
    definitions = collect.indicators()
    families = list({d.family: d for d in definitions}.values())
    family = _pick(families, request.GET.get("family"), lambda d: d.family)
    urns = [d.urn for d in definitions if d.family == family.family and not d.open_splits]
    periods = queries.periods_of(actor, urns)
    period = _pick(periods, request.GET.get("period"), lambda p: p.iso)
    places = queries.places_of(actor, urns, period, whole) if period else []
    return {
        "wholes": [(str(o.public_id), o.name, o == whole) for o in wholes],
        "families": [(d.family, d.family_title, d == family) for d in families],
        "periods": [(p.iso, p.label, p == period) for p in periods],
        "whole": whole if whole and whole.kind.is_commissioner else None,
        "family": family,
        "period": period,
        "urns": urns,
        "places": places,
        "address": request.GET.urlencode(),
    }


def _pick(offered: Sequence, asked: str | None, key):
    return next((o for o in offered if key(o) == asked), offered[0] if offered else None)


def _narrowed(view: dict) -> str:
    """Return what the table is narrowed to, for the audit."""
    family, period, whole = view["family"], view["period"], view["whole"]
    parts = (f"family {family.family}", period and f"period {period.iso}", whole and f"of {whole.public_id}")
    return "; ".join(part for part in parts if part)


@require_safe
@opens("KPI", "r")
def trend(request: HttpRequest, urn: str) -> HttpResponse:
    """Show one indicator through time for every place, as a chart and as the table of the same numbers."""
    indicator = collect.get_indicator(urn)
    series = queries.through_time(request.actor, urn)
    if (kind := request.GET.get("export", "")) in MEDIA:
        return hand_out(
            request,
            kind,
            "Indicator",
            showing.TREND_EXPORT,
            showing.trend_export(series),
            at=timezone.now(),
            narrowed=f"indicator {urn}",
        )
    context = {
        "indicator": indicator,
        "timelines": timelines.timelines(indicator, series, queries.validated(request.actor, _ids(series))),
    }
    return render(request, f"{PAGES}/trend.jinja", context)


def _ids(series: showing.Series) -> list[UUID]:
    return [figure.public_id for found in series.values() for figure in found.values()]


@require_safe
@opens("KPI", "r")
def verdicts(request: HttpRequest) -> HttpResponse:
    """List the figures one by one, with what was made of each."""
    listing = Listing(
        request,
        queries.claims_with_verdicts(request.actor),
        showing.LISTED,
        filters=[
            Filter("verdict", "Verdict", showing.VERDICT_FILTER, apply=queries.narrow_to_verdict),
            Filter("family", "Kind", _families(), "indicator__family"),
        ],
        search=("indicator__title", "about__name"),
        default_sort="-period",
        noun=("figure", "figures"),
    )
    if file := download(request, listing, "Verdicts", timezone.now()):
        return file
    return render(request, f"{PAGES}/verdicts.jinja", {"listing": listing})


def _families() -> list[tuple[str, str]]:
    return list({each.family: (each.family, each.family_title) for each in collect.indicators()}.values())


@require_safe
@opens("KPI", "r")
def judged(request: HttpRequest, figure_id: UUID) -> HttpResponse:
    """Show a figure as it was sent beside what its commissioner makes of it."""
    observation = collect.get_observation(request.actor, figure_id)
    claim = collect.as_figure(observation)
    found = [
        (made, showing.judged_tag(made), queries.own_figure(claim, made))
        for made in queries.judgements(request.actor).filter(observation=observation)
    ]
    context = {
        "figure": claim,
        "parts": showing.parts_words,
        "judgements": found[::-1],
        "may_judge": queries.may_judge(request.actor, observation),
    }
    return render(request, f"{PAGES}/judged.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens("VAL", "w")
def judge(request: HttpRequest, figure_id: UUID) -> HttpResponse:
    """Accept, query or dispute a figure; what was sent stays as it is."""
    observation = collect.get_observation(request.actor, figure_id)
    if not queries.may_judge(request.actor, observation):
        raise Http404
    return answer(
        request,
        forms.Judge(posted(request), initial={"version": observation.version}),
        lambda given: operations.validate_figure(
            figure_id=figure_id,
            claimed_version=given.pop("version"),
            by=request.actor,
            at=timezone.now(),
            **given,
        ),
        template=f"{PAGES}/judge.jinja",
        context=lambda: {"figure": collect.as_figure(observation), "parts": showing.parts_words},
        done="Your judgement has been kept beside the figure.",
        to=lambda _: reverse("assure:indicators_judged", args=[figure_id]),
    )


@require_safe
@opens("KPI", "r")
def sums(request: HttpRequest) -> HttpResponse:
    """Show which sums that must agree do, differ by one, fail or cannot be checked."""
    rows = [
        [
            showing.verdict(check),
            check.title,
            place.name,
            period.label,
            check.words,
            showing.sources(check.rows),
        ]
        for place, period, check in queries.sums(request.actor)
    ]
    return render(request, f"{PAGES}/sums.jinja", {"rows": rows})
