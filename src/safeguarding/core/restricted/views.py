"""Pages around restricted records: what they are read for, who can see one, and who changes that."""

from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.decision import LEVELS, PERSON_IDENTIFIABLE, RESTRICTED
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import Rule, opens, signed_in
from safeguarding.core.audit import reads
from safeguarding.core.audit.queries import READ as READERS
from safeguarding.core.audit.queries import history
from safeguarding.core.restricted import (
    changing,
    disposing,
    forms,
    gate,
    operations,
    queries,
    readers,
    retention,
)
from safeguarding.core.restricted.models import Disposal, RestrictedRecord
from safeguarding.core.signin import kept
from safeguarding.core.signin.queries import stepped_up
from safeguarding.kit.forms.lists import Column, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def purpose(request: HttpRequest) -> HttpResponse:
    """Ask what restricted records are read for; the answer stands with every reading until the person signs out."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    form = forms.Purpose(posted(request))
    if form.is_valid():
        gate.choose_purpose(request, form.cleaned_data["purpose"])
        return redirect(gate.onward(request))
    return render(request, "core/restricted/pages/purpose.jinja", {"form": form})


@require_safe
@signed_in
def who(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Say who can see one record, and why, to somebody who can see it."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    if readers.is_listed(kind):
        named = queries.is_on_list(request.actor, public_id)
        if named and not stepped_up(request, timezone.now()):
            return kept.prove_again(request)
        if first := gate.ask_first(request, Rule(level=RESTRICTED if named else PERSON_IDENTIFIABLE)):
            return first
    row = readers.get_row(request.actor, kind, public_id)
    reads.note_read(row, by=request.actor, at=timezone.now(), owner=request.actor.organisation)
    facts = readers.facts_for(request.actor, row)
    found = readers.readers(request.actor, row, facts)
    context = {
        "record": row,
        "level": level_name(facts.level),
        "back_url": _came_from(request),
        "may": [[r.name, r.roles, r.decision.because] for r in found if r.decision.may],
        "may_not": [[r.name, r.roles, r.decision.because] for r in found if not r.decision.may],
        "others": [list(pair) for pair in readers.other_organisations(request.actor, row, facts)],
    }
    return render(request, "core/restricted/pages/who.jinja", context)


def level_name(level: int) -> str:
    """Return a need-to-know level as a page shows it, such as "Restricted"; its number is for the plan."""
    return LEVELS[level].partition(" ")[2].capitalize()


def _came_from(request: HttpRequest) -> str:
    """Return the page of ours that led here, for the way back: the record's own page is known only to its room."""
    before = urlsplit(request.headers.get("Referer", ""))
    ours = before.netloc == request.get_host() and before.path != request.path
    return before.path if ours and before.path != reverse("core:restricted_purpose") else ""


def _columns() -> list[Column]:
    def address(row: RestrictedRecord) -> Link:
        return Link(row.reference, _address(row))

    return [
        Column("reference", "Reference", address, sort="reference"),
        Column(
            "level",
            "Level",
            lambda row: Tag(level_name(row.level), "red" if row.level == 4 else "yellow"),
            sort="level",
        ),
        Column("opened", "Opened", lambda row: words.moment(row.opened_at), sort="opened_at"),
        Column("by", "Opened by", "opened_by.name", sort="opened_by__name"),
        Column("flags", "Marks", lambda row: words.listed(flags(row)), missing="None"),
    ]


def flags(row: RestrictedRecord) -> list[str]:
    """Return the marks that stand on a restricted record, in words."""
    marks = (
        ("Safe address", row.has_safe_address),
        ("Legal hold", row.held_at is not None),
        ("Disposed of", hasattr(row, "disposal")),
    )
    return [text for text, stands in marks if stands]


@require_safe
@opens("SHR", "r", level=4)
def records(request: HttpRequest) -> HttpResponse:
    """List the restricted records that the person looks after, by references that say nothing, and what waits."""
    actor, now = request.actor, timezone.now()
    listing = Listing(
        request,
        queries.restricted_records(actor),
        _columns(),
        search=["reference"],
        noun=("restricted record", "restricted records"),
        exportable=False,
    )
    closed = list(queries.closed_and_open_to(actor))
    shown = [row.record for row in (*listing.rows, *closed)]
    reads.note_list("restricted records", shown, by=actor, at=now, owners=[actor.organisation])
    waiting = [
        [
            Link(p.restricted.reference, reverse("core:restricted_decide", args=[p.public_id])),
            p.get_kind_display(),
            p.person.name if p.person else "",
            p.asked_by.name,
            words.moment(p.asked_at),
        ]
        for p in queries.proposals(actor)
    ]
    context = {
        "listing": listing,
        "waiting": waiting,
        "closed": [
            [Link(row.reference, queries.address_of(row)), words.moment(row.opened_at)] for row in closed
        ],
        "due": queries.due(actor).count(),
    }
    return render(request, "core/restricted/pages/records.jinja", context)


@require_safe
@opens("SHR", "r", level=4)
def due(request: HttpRequest) -> HttpResponse:
    """List the restricted records whose time has passed, for a person to decide on: nothing is disposed of by itself."""
    actor = request.actor
    found = queries.due(actor)
    waiting = queries.asked_to_dispose(found)

    def state(row: RestrictedRecord) -> Tag | Link:
        if row.held_at:
            return Tag("Legal hold: stays", "red")
        if row.pk in waiting:
            return Tag("Waits for a second person", "yellow")
        return Link("Ask to dispose of it", reverse("core:restricted_dispose", args=[row.record]))

    columns = [
        Column("reference", "Reference", lambda row: Link(row.reference, _address(row)), sort="reference"),
        Column("kept", "Kept as", lambda row: retention.CLASSES[row.retention].words),
        Column("ended", "Ended", "counts_from", sort="counts_from"),
        Column("since", "Time passed on", disposing.due_on),
        Column("state", "What can be done", state),
    ]
    listing = Listing(
        request, found, columns, noun=("restricted record", "restricted records"), exportable=False
    )
    shown = [row.record for row in listing.rows]
    reads.note_list(
        "restricted records to dispose of",
        shown,
        by=actor,
        at=timezone.now(),
        owners=[actor.organisation],
    )
    return render(request, "core/restricted/pages/due.jinja", {"listing": listing})


def _address(row: RestrictedRecord) -> str:
    return reverse("core:restricted_show", args=[row.record])


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "r", level=4)
def dispose(request: HttpRequest, record: UUID) -> HttpResponse:
    """Ask that a record whose time has passed be disposed of; a second person agrees or refuses."""
    found = queries.get_kept(request.actor, record)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    return answer(
        request,
        forms.Dispose(posted(request)),
        lambda typed: operations.propose(
            restricted=found, kind="DISPOSE", **typed, by=request.actor, at=timezone.now()
        ),
        template="core/restricted/pages/dispose.jinja",
        context={"restricted": found, "kept_as": retention.CLASSES[found.retention]},
        done=changing.WAITS,
        to=lambda _: reverse("core:restricted_due"),
    )


@require_safe
@opens("SHR", "r", level=4)
def show(request: HttpRequest, record: UUID) -> HttpResponse:
    """Show what is kept of one restricted record: its list, its marks, how long it is kept. None of its words."""
    found = queries.get_restricted(request.actor, record)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    term = retention.CLASSES[found.retention]
    due, gone = disposing.due_on(found), queries.disposal_of(found)
    pairs = [
        ("Level", level_name(found.level)),
        ("Opened by", f"{found.opened_by.name}, {words.moment(found.opened_at)}"),
        ("Marks", words.listed(flags(found)) or "None"),
        ("Why the legal hold stands", found.held_for),
        ("Kept for", f"{term.years} years from {term.trigger}. {term.source}"),
        ("May be disposed of from", words.day(due) if due else "Not while it is in use"),
        ("Disposed of", _in_words(gone) if gone else ""),
    ]
    context = {
        "restricted": found,
        "gone": gone,
        "record_url": "" if gone or not queries.reads(request.actor, found) else queries.address_of(found),
        "summary": [{"key": key, "value": value} for key, value in pairs if value],
        "named": [
            [n.user.name, words.moment(n.since), words.moment(n.until) if n.until else "No end set", n.why]
            for n in queries.named_people(found)
        ],
        "kept_out": [[x.user.name, words.moment(x.excluded_at)] for x in queries.exclusions(found)],
        "events": history(request.actor, found),
        "may_see_readers": may_anywhere(request.actor, READERS),
    }
    return render(request, "core/restricted/pages/show.jinja", context)


def _in_words(gone: Disposal) -> str:
    """Say who disposed of a record, when and why."""
    when = words.moment(gone.disposed_at)
    return f"{when}. Asked for by {gone.asked_by.name}, agreed by {gone.disposed_by.name}: {gone.reason}"


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "r", level=4)
def change(request: HttpRequest, record: UUID) -> HttpResponse:
    """Change a record's list, level or marks; or ask for it, where that takes a second person."""
    found = queries.get_kept(request.actor, record)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    return answer(
        request,
        forms.Change(posted(request)),
        lambda typed: changing.change(found, typed, request.actor, timezone.now()),
        template="core/restricted/pages/change.jinja",
        context={"restricted": found},
        done=str,
        to=lambda _: _address(found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "r", level=4)
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree, as the second person, to what another asked for; or refuse it."""
    proposal = queries.get_proposal(request.actor, public_id)
    reads.note_read(proposal.restricted, by=request.actor, at=timezone.now(), owner=proposal.organisation)
    form = forms.Verdict(posted(request), initial={"version": proposal.version})
    return answer(
        request,
        form,
        lambda typed: operations.decide(
            proposal=proposal,
            version=typed["version"],
            agree=typed["agree"] == "yes",
            by=request.actor,
            at=timezone.now(),
        ),
        template="core/restricted/pages/decide.jinja",
        context={"proposal": proposal},
        done=lambda _: "Agreed and done" if form.cleaned_data["agree"] == "yes" else "Refused",
        to=lambda _: reverse("core:restricted_records"),
    )
