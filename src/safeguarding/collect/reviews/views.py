"""Pages of the register of reviews."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.collect.reviews import forms, operations, queries
from safeguarding.collect.reviews.models import Review, ReviewType
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.audit.queries import history
from safeguarding.core.organisations import queries as organisations
from safeguarding.kit import when
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.periods import financial_year, financial_year_of

WRITE = Permission("REV", "w")
PLACES = ("area", "commissioned_by")


def _clock_words(review: Review, today: date) -> Tag | str:
    standing = queries.clock_of(review, today)
    if not standing:
        return ""
    return Tag(standing.words.capitalize(), "green" if standing.in_time else "red")


def _columns(today: date) -> list[Column]:
    def named(review: Review) -> Link:
        return Link(review.label, _address(review))

    return [
        Column("label", "Label", named, sort="label"),
        Column("type", "Type", lambda r: r.known_as or r.type.name, sort="type__place"),
        Column("area", "Area", "area.name", sort="area__name", missing="Not stated"),
        Column("theme", "Theme", "theme", sort="theme", missing="None"),
        Column("status", "Status", lambda r: Tag(r.get_status_display()), sort="status"),
        Column("since", "Counts from", "counted_from", sort="counted_from"),
        Column("published", "Published", lambda r: when.words(r.published), sort="published", missing="No"),
        Column("clock", "Clock", lambda r: _clock_words(r, today), missing="None"),
    ]


def _address(review: Review) -> str:
    return reverse("collect:reviews_show", args=[review.public_id])


def _years(today: date) -> list[tuple[str, str]]:
    """Return the financial years to choose from, the present one first, back to the Care Act's first year."""
    latest = financial_year_of(today).starts_on.year
    return [(str(year), financial_year(year).label) for year in range(latest, 2014, -1)]


def _filters(today: date) -> list[Filter]:
    def in_year(rows, year):
        return rows.filter(queries.counting_in(financial_year(int(year))))

    return [
        Filter("type", "Type", [(t.key, t.name) for t in queries.types()], field="type__key"),
        Filter("status", "Status", Review.Status.choices),
        Filter("year", "Year", _years(today), apply=in_year),
    ]


@require_safe
@opens("REV", "r")
def register(request: HttpRequest) -> HttpResponse:
    """List the reviews, with the counts of the year that is chosen."""
    actor = request.actor
    listing = Listing(
        request,
        queries.reviews(actor),
        _columns(actor.today),
        filters=_filters(actor.today),
        search=["label", "theme"],
        noun=("review", "reviews"),
    )
    if file := download(request, listing, "Reviews", timezone.now()):
        return file
    return render(
        request,
        "collect/reviews/pages/register.jinja",
        {"listing": listing, "may_write": may(actor, WRITE, actor.organisation)},
    )


@require_safe
@opens("REV", "r")
def counts(request: HttpRequest) -> HttpResponse:
    """Show how many reviews of each type count in a year, LeDeR apart, and whether a stated total agrees."""
    actor = request.actor
    years = _years(actor.today)
    asked = request.GET.get("year", years[0][0])
    year = financial_year(int(asked) if asked in dict(years) else int(years[0][0]))
    owners = organisations.forebears(actor.organisation, actor.today)
    chosen = owners.get(request.GET.get("of", ""), actor.organisation)
    found = queries.counts(actor, year, chosen)
    return render(
        request,
        "collect/reviews/pages/counts.jinja",
        {
            "year": year,
            "years": years,
            "of": chosen,
            "owners": owners.values(),
            "counts": [count for count in found if not count.is_shown_apart],
            "apart": [count for count in found if count.is_shown_apart],
        },
    )


@require_safe
@opens("REV", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one review, its clock, the stages it reached and what was changed about it."""
    review = queries.get_review(request.actor, public_id)
    stages = {each["key"]: each["name"] for each in review.type.stages}
    return render(
        request,
        "collect/reviews/pages/show.jinja",
        {
            "review": review,
            "summary": _summary(review),
            "clock": queries.clock_of(review, request.actor.today),
            "reached": [
                [stages.get(r.stage, r.stage), when.words(r.on)] for r in review.reached.order_by("on", "id")
            ],
            "events": history(request.actor, review),
            "may_write": may(request.actor, WRITE, review.organisation),
        },
    )


def _summary(review: Review) -> list[dict[str, object]]:
    day = review.counted_from or date.min
    criteria = [each["text"] for each in review.type.criteria if each["key"] in review.criteria_met]
    pairs = [
        ("Type", review.type.name),
        ("Called here", review.known_as),
        ("Legal basis", review.type.basis_on(day)),
        ("Area", review.area.name if review.area else ""),
        ("Commissioned by", review.commissioned_by.name if review.commissioned_by else ""),
        ("Theme", review.theme),
        ("Notified", when.words(review.notified)),
        ("Commissioned", when.words(review.commissioned)),
        ("Completed", when.words(review.completed)),
        ("Publication due", when.words(review.publication_due)),
        ("Published", when.words(review.published)),
        ("Reported in", when.words(review.reported_for)),
        ("Reason for the delay", review.get_delay_reason_display()),
        ("Criteria met", words.listed(criteria)),
        ("Why they are met", review.rationale),
        ("Modifiable factors", review.get_factors_display()),
        ("Overseen by", review.overseen_by),
        ("Source", review.source),
    ]
    return [{"key": key, "value": value} for key, value in pairs if value]


@require_http_methods(["GET", "HEAD", "POST"])
@opens("REV", "w")
def add(request: HttpRequest) -> HttpResponse:
    """Ask for the type, then for what is known of the review, and enter it."""
    types = {kind.key: kind for kind in queries.types()}
    kind = types.get(request.GET.get("type", ""))
    if kind is None:
        return render(request, "collect/reviews/pages/add.jinja", {"types": types.values(), "form": None})
    known = organisations.choices(request.actor)
    return answer(
        request,
        _form(forms.New, request, kind, known),
        lambda given: operations.record_review(
            type=kind,
            age=given.pop("age", None),
            facts=_facts(given, known),
            by=request.actor,
            at=timezone.now(),
        ),
        template="collect/reviews/pages/add.jinja",
        context={"kind": kind},
        done="Review entered",
        to=_address,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("REV", "w")
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what the register says of a review, with a reason; the history keeps what it said."""
    review = queries.get_review(request.actor, public_id, WRITE)
    known = organisations.choices(request.actor)
    stored = {name: getattr(review, name) for name in operations.FACTS} | {"version": review.version}
    initial = stored | {name: str(stored[name].public_id) if stored[name] else "" for name in PLACES}
    return answer(
        request,
        _form(forms.Correction, request, review.type, known, initial=initial),
        lambda given: operations.correct_review(
            review=review,
            version=given.pop("version"),
            reason=given.pop("reason"),
            changes=_facts(given, known),
            by=request.actor,
            at=timezone.now(),
        ),
        template="collect/reviews/pages/correct.jinja",
        context={"review": review},
        done="Review changed",
        to=lambda _: _address(review),
    )


def _form(form, request: HttpRequest, kind: ReviewType, known: dict, **options):
    """Return the form with the places and bodies that may be named in it."""
    areas = [(key, o.name) for key, o in known.items() if o.kind.key == "area"]
    bodies = [(key, o.name) for key, o in known.items() if o.kind.key in kind.commissioned_by]
    return form(posted(request), kind=kind, areas=areas, bodies=bodies, **options)


def _facts(given: dict, known: dict) -> dict[str, object]:
    """Return what was typed with the organisations that were chosen."""
    return given | {name: known.get(given[name]) for name in PLACES}


@require_http_methods(["GET", "HEAD", "POST"])
@opens("REV", "w")
def stage(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note a stage that the review reached."""
    review = queries.get_review(request.actor, public_id, WRITE)
    stages = [(each["key"], each["name"]) for each in review.type.stages]
    return answer(
        request,
        forms.Stage(posted(request), stages=stages, initial={"version": review.version}),
        lambda given: operations.reach_stage(review=review, **given, by=request.actor, at=timezone.now()),
        template="collect/reviews/pages/stage.jinja",
        context={"review": review},
        done="Stage noted",
        to=lambda _: _address(review),
    )
