"""The pages of themes and findings."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.assure.themes import forms, operations, queries
from safeguarding.assure.validation import queries as validation
from safeguarding.collect import api as collect
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.kit.forms.lists import Column, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link

page = require_http_methods(["GET", "HEAD", "POST"])
PAGES = "assure/themes/pages"
ACT = Permission("ACT", "w")
FINDINGS = (
    Column(
        "title",
        "Audit demonstrated",
        lambda row: Link(row.title, reverse("assure:themes_finding", args=[row.public_id])),
        sort="title",
    ),
    Column("round", "Round", "round.title", sort="round__title"),
    Column(
        "themes", "Themes", lambda row: ", ".join(sorted(c.theme.name for c in row.codings.all())) or "None"
    ),
    Column("providers", "Providers", lambda row: len(row.providers.all()), numeric=True),
)
COUNTED = ("Theme", "Findings", "Providers", "In the round before", "Trend")


@require_safe
@opens("VAL", "r")
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every theme with how often a round showed it, and whether more or less than before."""
    rounds = list(collect.rounds(request.actor, queries.READ))
    chosen = next(
        (r for r in rounds if str(r.public_id) == request.GET.get("round")), rounds[0] if rounds else None
    )
    counted = queries.counts(request.actor, chosen) if chosen else []
    rows = [
        [
            line.name,
            line.findings,
            line.providers,
            "No round before" if line.before is None else line.before,
            line.trend,
        ]
        for line in sorted(counted, key=lambda line: (-line.providers, line.name))
    ]
    head = [{"text": text, "numeric": 0 < place < 4} for place, text in enumerate(COUNTED)]
    context = {
        "rounds": rounds,
        "chosen": chosen,
        "head": head,
        "rows": rows,
        "themes": list(queries.themes()),
    }
    return render(request, f"{PAGES}/catalogue.jinja", context)


@require_safe
@opens("VAL", "r")
def findings(request: HttpRequest) -> HttpResponse:
    """List what our rounds demonstrated."""
    listing = Listing(
        request,
        queries.findings(request.actor),
        FINDINGS,
        search=("title", "detail"),
        noun=("finding", "findings"),
    )
    if file := download(request, listing, "Findings", timezone.now()):
        return file
    context = {"listing": listing, "may_write": may_anywhere(request.actor, queries.WRITE)}
    return render(request, f"{PAGES}/findings.jinja", context)


@require_safe
@opens("VAL", "r")
def finding(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one finding with its themes and where it was found."""
    found = queries.get_finding(request.actor, public_id)
    return render(
        request, f"{PAGES}/finding.jinja", {"finding": found, "may_act": may_anywhere(request.actor, ACT)}
    )


@page
@opens("VAL", "w")
def add(request: HttpRequest) -> HttpResponse:
    """Record what a round demonstrated."""
    actor = request.actor
    rounds = {str(r.public_id): r for r in collect.rounds(actor, queries.READ).select_related("organisation")}
    sent = validation.to_validate(actor)
    providers = {str(a.organisation.public_id): a.organisation for a in sent}
    themes = {theme.key: theme for theme in queries.themes()}
    form = forms.NewFinding(
        posted(request),
        rounds=list(rounds.values()),
        themes=list(themes.values()),
        providers=sorted(providers.values(), key=lambda each: each.name),
    )
    return answer(
        request,
        form,
        lambda given: operations.record_finding(
            issued=rounds[given["round"]],
            title=given["title"],
            detail=given["detail"],
            themes=[themes[key] for key in given["themes"]],
            providers=[providers[key] for key in given["providers"]],
            by=actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/add.jinja",
        context={},
        done="Finding recorded",
        to=lambda recorded: reverse("assure:themes_finding", args=[recorded.public_id]),
    )


@page
@opens("VAL", "r", post="w")
def code(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put themes on what falls short in one validation."""
    found = validation.get_validation(request.actor, public_id)
    answers = collect.answers(request.actor, found.assessment, queries.READ)
    short = [side for side in validation.sides(found, answers) if side.stands in validation.SHORT]
    themes = {theme.key: theme for theme in queries.themes()}
    form = forms.Code(
        posted(request),
        sides=short,
        themes=list(themes.values()),
        coded=queries.coded(request.actor, [side.judgement.pk for side in short]),
    )
    if request.method == "POST" and form.is_valid():
        for judgement, keys in form.given():
            judgement.validation = found
            operations.code(
                judgement=judgement, themes=[themes[key] for key in keys], by=request.actor, at=timezone.now()
            )
        messages.success(request, "Themes saved")
        return redirect("assure:validation_overview", public_id)
    return render(request, f"{PAGES}/code.jinja", {"validation": found, "form": form, "short": short})
