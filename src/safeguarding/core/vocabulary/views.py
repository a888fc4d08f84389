"""Pages about the vocabulary: sources and their dates, and the words of the field with what areas call them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.people.forms import chosen
from safeguarding.core.vocabulary import forms, operations, queries
from safeguarding.core.vocabulary.models import Source
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.periods import known_words

PAGES = "core/vocabulary/pages"
WRITE = Permission("FWK", "w")
COLOURS = {queries.CURRENT: "green", queries.COMING: "blue", queries.SUPERSEDED: "grey"}
page = require_http_methods(["GET", "HEAD", "POST"])


def _address(source: Source) -> str:
    return reverse("core:vocabulary_source", args=[source.public_id])


@require_safe
@opens("FWK", "r")
def sources(request: HttpRequest) -> HttpResponse:
    """List Acts, regulations and guidance with how they stand today."""
    today = request.actor.today

    def standing(source: Source) -> Tag:
        word = queries.standing(source, today)
        return Tag(word, COLOURS[word])

    listing = Listing(
        request,
        queries.sources(request.actor),
        [
            Column("title", "Title", lambda source: Link(source.title, _address(source)), sort="title"),
            Column("kind", "Kind", lambda source: source.get_kind_display(), sort="kind"),
            Column("standing", "Today", standing),
            Column("in_force", "In force from", "in_force_on", sort="in_force_on"),
            Column("replaced", "Replaced by", lambda s: s.superseded_by.title if s.superseded_by else "–"),
        ],
        filters=[Filter("kind", "Kind", Source.Kind.choices)],
        search=("title", "about", "wrong_citations"),
        default_sort="title",
        noun=("source", "sources"),
    )
    if file := download(request, listing, "Sources", timezone.now()):
        return file
    context = {"listing": listing, "may_write": may_anywhere(request.actor, WRITE)}
    return render(request, f"{PAGES}/sources.jinja", context)


@require_safe
@opens("FWK", "r")
def source(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one source with its dates, what it replaces, and the duties that rest on it."""
    found = queries.get_source(request.actor, public_id)
    word = queries.standing(found, request.actor.today)
    context = {
        "source": found,
        "standing": word,
        "colour": COLOURS[word],
        "made": known_words(found.made_on),
        "assent": known_words(found.royal_assent),
        "replaced": known_words(found.superseded_on),
        "replaces": list(found.replaces.order_by("title")),
        "milestones": queries.milestones(found),
        "duties": list(found.duties.order_by("title")),
        "may_write": may_anywhere(request.actor, WRITE),
    }
    return render(request, f"{PAGES}/source.jinja", context)


def _details(given: dict, known: list[Source], before: Source | None = None) -> operations.SourceDetails:
    def date_of(name: str, field: str) -> str:
        return given[name].text if given[name] else getattr(before, field, "")

    return operations.SourceDetails(
        title=given["title"],
        kind=given["kind"],
        about=given["about"],
        royal_assent=date_of("royal_assent", "royal_assent"),
        in_force_on=given["in_force_on"],
        superseded_by=chosen(known, given["superseded_by"]),
        superseded_on=date_of("superseded_on", "superseded_on"),
        part_of=before.part_of if before else None,
        made_on=before.made_on if before else "",
        wrong_citations=tuple(before.wrong_citations) if before else (),
        address=before.address if before else "",
    )


@page
@opens("FWK", "w")
def add_source(request: HttpRequest) -> HttpResponse:
    """Add an Act, regulations or guidance."""
    known = list(queries.sources(request.actor))
    return answer(
        request,
        forms.SourceForm(posted(request), sources=known),
        lambda given: operations.add_source(
            key=slugify(given["title"])[:80],
            details=_details(given, known),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/add_source.jinja",
        context={},
        done="Source added",
        to=_address,
    )


@page
@opens("FWK", "w")
def change_source(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what is known of a source."""
    found, known = queries.get_source(request.actor, public_id), list(queries.sources(request.actor))
    typed = {name: getattr(found, name) for name in ("title", "kind", "about", "in_force_on", "version")}
    typed["superseded_by"] = str(found.superseded_by.public_id) if found.superseded_by else ""
    return answer(
        request,
        forms.SourceForm(posted(request), initial=typed, sources=known),
        lambda given: operations.change_source(
            source=found,
            version=given["version"] or 0,
            details=_details(given, known, found),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/change_source.jinja",
        context={"source": found},
        done="Source changed",
        to=_address,
    )


@page
@opens("FWK", "w")
def milestone(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set or move the date of something that a source plans."""
    found = queries.get_source(request.actor, public_id)

    def act(given: dict) -> object:
        planned = given.pop("planned_for")
        return operations.plan_milestone(
            source=found,
            planned_for=planned.text if planned else "",
            **given,
            by=request.actor,
            at=timezone.now(),
        )

    return answer(
        request,
        forms.MilestoneForm(posted(request)),
        act,
        template=f"{PAGES}/milestone.jinja",
        context={"source": found},
        done="Date set",
        to=lambda _: _address(found),
    )


@require_safe
@opens("FWK", "r")
def words(request: HttpRequest) -> HttpResponse:
    """Show duties, cohorts and terms, with what areas call them."""
    context = {
        "terms": queries.terms(request.actor),
        "cohorts": queries.cohorts(request.actor),
        "duties": queries.duties(request.actor),
        "may_write": may_anywhere(request.actor, WRITE),
    }
    return render(request, f"{PAGES}/words.jinja", context)


@page
@opens("FWK", "w")
def say_locally(request: HttpRequest, key: str) -> HttpResponse:
    """Say what an area calls something."""
    term, areas = queries.get_term(request.actor, key), organisations.around(request.actor)

    def act(given: dict) -> object:
        area = chosen(areas, given.pop("area"))
        return operations.say_locally(term=term, area=area, **given, by=request.actor, at=timezone.now())

    return answer(
        request,
        forms.LocalWordForm(posted(request), areas=areas),
        act,
        template=f"{PAGES}/say_locally.jinja",
        context={"term": term},
        done="Local word saved",
        to=lambda _: reverse("core:vocabulary_words"),
    )
