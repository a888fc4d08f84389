"""The pages of the risk register."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.act.risks import forms, operations, queries
from safeguarding.act.risks.models import Risk
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.audit.queries import history
from safeguarding.core.people import queries as people
from safeguarding.core.people.forms import chosen
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

PAGES = "act/risks/pages/"
WRITE = Permission("RSK", "w")
page = require_http_methods(["GET", "HEAD", "POST"])


def _address(risk: Risk) -> str:
    return reverse("act:risks_show", args=[risk.public_id])


def _band(risk: Risk) -> Tag:
    word, colour = risk.band
    return Tag(f"{risk.score} {word}" if risk.score else word, colour)


COLUMNS = [
    Column("title", "Risk", lambda risk: Link(risk.title, _address(risk)), sort="title"),
    Column("scope", "Whose", "get_scope_display", sort="scope"),
    Column("score", "Score", _band, sort="points"),
    Column("owner", "Owned by", "owner.title", missing="Nobody yet"),
    Column("raised", "Raised", "raised_on", sort="raised_on"),
    Column("review", "Next look", "review_on", sort="review_on", missing="No day set"),
    Column("state", "State", lambda risk: Tag("Closed" if risk.closed_on else "Open")),
]
STATES = (("open", "Open"), ("review", "Open and to be looked at"), ("closed", "Closed"))


@require_safe
@opens("RSK", "r")
def register(request: HttpRequest) -> HttpResponse:
    """List the risks, the open ones with the highest score first."""

    def standing(rows: QuerySet, state: str) -> QuerySet:
        if state == "review":
            return queries.to_review(rows, request.actor.today)
        return rows.filter(closed_on__isnull=state == "open")

    listing = Listing(
        request,
        queries.risks(request.actor),
        COLUMNS,
        filters=[
            Filter("state", "State", STATES, apply=standing),
            Filter("scope", "Whose", Risk.Scope.choices),
        ],
        search=("title", "mitigation"),
        noun=("risk", "risks"),
    )
    if file := download(request, listing, "Risks", timezone.now()):
        return file
    context = {"listing": listing, "may_write": may_anywhere(request.actor, WRITE)}
    return render(request, PAGES + "register.jinja", context)


@require_safe
@opens("RSK", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one risk, the priorities that make it smaller, and what was changed about it."""
    risk = queries.get_risk(request.actor, public_id)
    pairs = [
        ("Whose risk", risk.get_scope_display()),
        ("Whom it is about", words.listed(risk.cohorts)),
        ("What it comes from", risk.cause),
        ("How likely", risk.get_likelihood_display()),
        ("How bad", risk.get_impact_display()),
        ("What is done about it", risk.mitigation),
        ("Owned by", risk.owner.title if risk.owner else ""),
        ("Raised on", words.day(risk.raised_on)),
        ("To be looked at again on", words.day(risk.review_on) if risk.review_on else ""),
        ("Closed on", words.day(risk.closed_on) if risk.closed_on else ""),
        ("Why it was closed", risk.closed_because),
    ]
    context = {
        "risk": risk,
        "band": _band(risk),
        "summary": [{"key": key, "value": value} for key, value in pairs if value],
        "aims": risk.aims.select_related("plan").order_by("plan__title", "place", "id"),
        "events": history(request.actor, risk),
        "may_write": may(request.actor, WRITE, risk.organisation) and not risk.closed_on,
    }
    return render(request, PAGES + "show.jinja", context)


@page
@opens("RSK", "w")
def add(request: HttpRequest) -> HttpResponse:
    """Raise a risk."""
    actor, posts = request.actor, list(people.posts(request.actor))
    return answer(
        request,
        forms.RiskForm(
            posted(request), posts=posts, initial={"raised_on": actor.today, "scope": "ORGANISATION"}
        ),
        lambda given: operations.raise_risk(facts=_facts(given, posts), by=actor, at=timezone.now()),
        template=PAGES + "add.jinja",
        context={},
        done="Risk raised",
        to=_address,
    )


def _facts(given: dict[str, Any], posts: list) -> dict[str, Any]:
    return given | {"owner": chosen(posts, given["owner"])}


@page
@opens("RSK", "w")
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Look at a risk again."""
    risk, posts = queries.get_risk(request.actor, public_id, WRITE), list(people.posts(request.actor))
    return answer(
        request,
        forms.Change(posted(request), posts=posts, initial=_typed(risk)),
        lambda given: operations.change_risk(
            risk=risk,
            version=given.pop("version"),
            reason=given.pop("reason"),
            changes=_facts(given, posts),
            by=request.actor,
            at=timezone.now(),
        ),
        template=PAGES + "change.jinja",
        context={"risk": risk},
        done="Risk changed",
        to=_address,
    )


def _typed(risk: Risk) -> dict[str, object]:
    plain = (
        "title",
        "scope",
        "cause",
        "likelihood",
        "impact",
        "mitigation",
        "raised_on",
        "review_on",
        "version",
    )
    return {
        **{name: getattr(risk, name) for name in plain},
        "cohorts": "\n".join(risk.cohorts),
        "owner": str(risk.owner.public_id) if risk.owner else "",
    }


@page
@opens("RSK", "w")
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close a risk, with the reason."""
    risk = queries.get_risk(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.Close(posted(request), initial={"version": risk.version, "closed_on": request.actor.today}),
        lambda given: operations.close_risk(risk=risk, by=request.actor, at=timezone.now(), **given),
        template=PAGES + "close.jinja",
        context={"risk": risk},
        done="Risk closed",
        to=_address,
    )
