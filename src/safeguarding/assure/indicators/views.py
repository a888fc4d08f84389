"""The pages of what figures mean: a table of places, one indicator through time, and the sums that must agree."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from safeguarding.assure.indicators import queries, showing
from safeguarding.collect import api as collect
from safeguarding.core.access.routes import opens

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
    if (wanted := request.GET.get("export", "")) in showing.WRITERS:
        return showing.file_of(wanted, "figures", showing.EXPORT, showing.export_rows(lines))
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


@require_safe
@opens("KPI", "r")
def trend(request: HttpRequest, urn: str) -> HttpResponse:
    """Show one indicator through time for every place, as a chart and as the table of the same numbers."""
    indicator = collect.get_indicator(urn)
    series = queries.through_time(request.actor, urn)
    if (wanted := request.GET.get("export", "")) in showing.WRITERS:
        return showing.file_of(wanted, "indicator", showing.TREND_EXPORT, showing.trend_export(series))
    context = {
        "indicator": indicator,
        "charts": [Markup(chart) for chart in showing.charts(indicator, series)],  # noqa: S704 - our own drawing
        "head": showing.trend_head(series),
        "rows": showing.trend_rows(series),
    }
    return render(request, f"{PAGES}/trend.jinja", context)


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
