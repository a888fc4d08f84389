"""
Pages of sealed notes: for the people on their lists, after a second factor proved in the last five minutes.

There is no download: nothing at level L4 is handed out in bulk (security plan 1.1).
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.collect.reviews.queries import reviews
from safeguarding.collect.sealed import forms, operations, queries
from safeguarding.collect.sealed.models import SealedNote
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.routes import opens
from safeguarding.core.audit import reads
from safeguarding.core.audit.queries import history
from safeguarding.core.restricted.queries import looks_after
from safeguarding.kit.forms.lists import Column, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

PAGES = "collect/sealed/pages/"
WRITE = Permission("CASE", "w")
NOT_SHOWN = "Not shown to you"  # somebody named from outside reads the note, and no review of its owner


def _state(row: SealedNote) -> Tag:
    return Tag("Closed", "grey") if row.ended_on else Tag("Open", "yellow")


def _columns(reviews: dict[int, str]) -> list[Column]:
    return [
        Column(
            "title",
            "Note",
            lambda n: Link(n.title, reverse("collect:sealed_show", args=[n.public_id])),
            sort="title",
        ),
        Column("review", "Review", lambda n: reviews.get(n.review_id, ""), missing=NOT_SHOWN),
        Column("written", "Written", lambda n: words.moment(n.written_at), sort="written_at"),
        Column("by", "By", "written_by.name", sort="written_by__name"),
        Column("state", "State", _state),
    ]


@require_safe
@opens("CASE", "r", level=4)
def notes(request: HttpRequest) -> HttpResponse:
    """List the notes on whose lists the person stands, and not even a count of others."""
    actor = request.actor
    columns = _columns(queries.review_names(actor))
    listing = Listing(
        request, queries.notes(actor), columns, search=["title"], noun=("note", "notes"), exportable=False
    )
    reads.note_rows("sealed notes", listing.leaving, by=actor, at=timezone.now())
    return render(request, PAGES + "notes.jinja", {"listing": listing})


@require_safe
@opens("CASE", "r", level=4)
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one note."""
    found = _opened(request, public_id, queries.READ)
    pairs = [
        ("Review", queries.review_names(request.actor).get(found.review_id, NOT_SHOWN)),
        ("Written by", f"{found.written_by.name}, {words.moment(found.written_at)}"),
        ("Closed on", words.day(found.ended_on) if found.ended_on else ""),
    ]
    context = {
        "sealed": found,
        "state": _state(found),
        "looks_after": looks_after(request.actor, found.public_id),
        "summary": [{"key": key, "value": value} for key, value in pairs if value],
        "events": history(request.actor, found),
    }
    return render(request, PAGES + "show.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens("CASE", "w", level=4)
def write(request: HttpRequest) -> HttpResponse:
    """Write a note on a review."""
    reads.nothing_shown()
    own = reviews(request.actor).filter(organisation=request.actor.organisation)
    known = {str(review.public_id): review for review in own}
    return answer(
        request,
        forms.Note(posted(request), reviews=[(key, str(review)) for key, review in known.items()]),
        lambda typed: operations.write_note(
            review=known[typed.pop("review")], **typed, by=request.actor, at=timezone.now()
        ),
        template=PAGES + "write.jinja",
        context={},
        done="Note sealed",
        to=_page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("CASE", "w", level=4)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a note, with a reason."""
    found = _opened(request, public_id, WRITE)
    stored = {"title": found.title, "text": found.text, "version": found.version}
    return answer(
        request,
        forms.Correction(posted(request), initial=stored),
        lambda typed: operations.correct_note(note=found, **typed, by=request.actor, at=timezone.now()),
        template=PAGES + "correct.jinja",
        context={"sealed": found},
        done="Note changed",
        to=_page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("CASE", "w", level=4)
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close a note."""
    found = _opened(request, public_id, WRITE)
    return answer(
        request,
        forms.Close(posted(request), initial={"version": found.version}),
        lambda typed: operations.close_note(note=found, **typed, by=request.actor, at=timezone.now()),
        template=PAGES + "close.jinja",
        context={"sealed": found},
        done="Note closed",
        to=_page,
    )


def _page(found: SealedNote) -> str:
    return reverse("collect:sealed_show", args=[found.public_id])


def _opened(request: HttpRequest, public_id: UUID, permission: Permission) -> SealedNote:
    """Find a note, and note that it was read."""
    found = queries.get_note(request.actor, public_id, permission)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    return found
