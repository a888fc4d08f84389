"""Pages of the information-sharing log. Each notes what is read before it is shown."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.act.disclosures import forms, operations, queries
from safeguarding.act.disclosures.models import Disclosure
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may
from safeguarding.core.access.routes import opens
from safeguarding.core.audit import reads
from safeguarding.core.audit.downloads import MOST_PEOPLE, download
from safeguarding.core.audit.queries import history
from safeguarding.core.restricted.queries import is_about_child
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

PAGES = "act/disclosures/pages/"
WRITE = Permission("SHR", "w")
STATES = ("To decide", "To review", "Decided", "Ended")
# What the page calls the columns that a decision or a correction changes; when and by whom stands beside it in any case.
CALLED = {
    "about": "Reference",
    "asker": "Who asked",
    "purpose": "What for",
    "wanted": "What was asked for",
    "verdict": "Decision",
    "basis": "Basis in law",
    "rationale": "Why",
    "told": "Who was given it",
    "is_person_told": "The person was told",
    "why_not_told": "Why not",
    "outcome": "What came of it",
    "decided_at": "",
    "decided_by": "",
    "ended_at": "",
    "ended_by": "",
}
COLOURS = {"To decide": "yellow", "To review": "red", "Decided": "green", "Ended": "grey"}


def _columns(today) -> list[Column]:
    def address(row: Disclosure) -> Link:
        return Link(row.about, reverse("act:disclosures_show", args=[row.public_id]))

    return [
        Column("about", "Reference", address, sort="about"),
        Column("asked", "Asked", lambda row: words.day(row.asked_on), sort="asked_on"),
        Column("asker", "Who asked", "get_asker_display", sort="asker"),
        Column("verdict", "Decision", "get_verdict_display", sort="verdict"),
        Column("basis", "Basis in law", "get_basis_display", sort="basis", missing="None yet"),
        Column(
            "review",
            "Review",
            lambda row: words.day(row.review_on) if row.review_on else "",
            sort="review_on",
            missing="None set",
        ),
        Column("state", "State", lambda row: _tag(row, today)),
    ]


def _tag(row: Disclosure, today) -> Tag:
    state = queries.state(row, today)
    return Tag(state, COLOURS[state])


@require_safe
@opens("SHR", "r", level=3)
def log(request: HttpRequest) -> HttpResponse:
    """List the requests to share information, with what was decided; or hand the list out as a file."""
    actor, now = request.actor, timezone.now()
    in_state = Filter(
        "state",
        "State",
        [(state, state) for state in STATES],
        apply=lambda rows, word: queries.standing_as(rows, word, actor.today),
    )
    listing = Listing(
        request,
        queries.disclosures(actor),
        _columns(actor.today),
        filters=[in_state, Filter("asker", "Who asked", Disclosure.Asker.choices)],
        search=["about", "purpose"],
        noun=("request", "requests"),
        most_exported=MOST_PEOPLE,
    )
    reads.note_rows("information-sharing log", listing.leaving, by=actor, at=now)
    if file := download(request, listing, "Information sharing", now):
        return file
    writes = may(actor, WRITE, actor.organisation)
    return render(request, PAGES + "log.jinja", {"listing": listing, "may_write": writes})


@require_safe
@opens("SHR", "r", level=3)
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one request, the decision on it and what was done since."""
    found = queries.get_disclosure(request.actor, public_id)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    state = queries.state(found, request.actor.today)
    context = {
        "disclosure": found,
        "state": state,
        "colour": COLOURS[state],
        "summary": _summary(found),
        "events": history(request.actor, found, CALLED),
        "may_write": may(request.actor, WRITE, found.organisation),
    }
    return render(request, PAGES + "show.jinja", context)


def _summary(found: Disclosure) -> list[dict[str, object]]:
    decided = found.verdict != Disclosure.Verdict.PENDING
    told = {True: "Yes", False: "No", None: ""}[found.is_person_told]
    pairs = [
        ("Who asked", f"{found.asked_by} ({found.get_asker_display()})"),
        ("Asked on", words.day(found.asked_on)),
        ("What for", found.purpose),
        ("What was asked for", found.wanted),
        ("Decision", found.get_verdict_display()),
        ("Basis in law", found.get_basis_display()),
        ("Why", found.rationale),
        ("What was shared", found.shared),
        ("Who was given it", found.told),
        ("The person was told", told),
        ("Why not", found.why_not_told),
        ("Decided by", f"{found.decided_by.name}, {words.moment(found.decided_at)}" if decided else ""),
        ("Review on", words.day(found.review_on) if found.review_on else ""),
        ("Ended on", words.day(found.ended_on) if found.ended_on else ""),
        ("What came of it", found.outcome),
    ]
    return [{"key": key, "value": value} for key, value in pairs if value]


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "w", level=3)
def add(request: HttpRequest) -> HttpResponse:
    """Enter a request."""
    reads.nothing_shown()

    def enter(typed: dict) -> Disclosure:
        is_child = typed.pop("is_child") == forms.YES
        return operations.log_request(facts=typed, is_child=is_child, by=request.actor, at=timezone.now())

    return answer(
        request,
        forms.Request(posted(request)),
        enter,
        template=PAGES + "add.jinja",
        context={},
        done="Request entered",
        to=_page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "w", level=3)
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide on a request, or decide anew."""
    found = _opened(request, public_id)
    stored = {name: getattr(found, name) for name in operations.DECIDED} | {"version": found.version}
    told = {True: forms.YES, False: forms.NO, None: ""}[found.is_person_told]
    return answer(
        request,
        forms.Decision(posted(request), initial=stored | {"is_person_told": told}),
        lambda typed: operations.decide_request(
            disclosure=found,
            version=typed.pop("version"),
            facts=typed,
            by=request.actor,
            at=timezone.now(),
        ),
        template=PAGES + "decide.jinja",
        context={"disclosure": found},
        done="Decision kept",
        to=_page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "w", level=3)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what the log says was asked, with a reason."""
    found = _opened(request, public_id)
    stored = {name: getattr(found, name) for name in operations.ASKED} | {"version": found.version}
    return answer(
        request,
        forms.Correction(posted(request), initial=stored),
        lambda typed: operations.correct_request(
            disclosure=found,
            version=typed.pop("version"),
            reason=typed.pop("reason"),
            changes=typed,
            by=request.actor,
            at=timezone.now(),
        ),
        template=PAGES + "correct.jinja",
        context={"disclosure": found},
        done="Request changed",
        to=_page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "w", level=3)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a request that was decided."""
    found = _opened(request, public_id)
    return answer(
        request,
        forms.End(
            posted(request),
            initial={"version": found.version},
            is_child=is_about_child(found.public_id),
            today=request.actor.today,
        ),
        lambda typed: operations.end_request(disclosure=found, **typed, by=request.actor, at=timezone.now()),
        template=PAGES + "end.jinja",
        context={"disclosure": found},
        done="Request ended",
        to=_page,
    )


def _page(found: Disclosure) -> str:
    return reverse("act:disclosures_show", args=[found.public_id])


def _opened(request: HttpRequest, public_id: UUID) -> Disclosure:
    """Find a request for writing, and note that it was read."""
    found = queries.get_disclosure(request.actor, public_id, WRITE)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    return found
