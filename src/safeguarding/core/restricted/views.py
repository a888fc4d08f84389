"""Pages around restricted records: what they are read for, who can see one, and who changes that."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.decision import LEVELS, PERSON_IDENTIFIABLE, RESTRICTED
from safeguarding.core.access.routes import Rule, opens, signed_in
from safeguarding.core.audit import reads
from safeguarding.core.audit.queries import history
from safeguarding.core.restricted import changing, forms, gate, operations, queries, readers, retention
from safeguarding.core.restricted.models import RestrictedRecord
from safeguarding.core.signin import kept
from safeguarding.core.signin.queries import stepped_up
from safeguarding.kit.forms.lists import Column, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def purpose(request: HttpRequest) -> HttpResponse:
    """Ask what restricted records are read for; the answer stands with every reading until the person signs out."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    form = forms.Purpose(request.POST if request.method == "POST" else None)
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
    found = readers.readers(request.actor, row)
    context = {
        "record": row,
        "level": LEVELS[readers.facts_for(request.actor, row).level],
        "may": [[r.name, r.roles, r.decision.because] for r in found if r.decision.may],
        "may_not": [[r.name, r.roles, r.decision.because] for r in found if not r.decision.may],
        "others": [list(pair) for pair in readers.other_organisations(request.actor, row)],
    }
    return render(request, "core/restricted/pages/who.jinja", context)


def _columns() -> list[Column]:
    def address(row: RestrictedRecord) -> Link:
        return Link(row.reference, reverse("core:restricted_show", args=[row.record]))

    return [
        Column("reference", "Reference", address, sort="reference"),
        Column(
            "level",
            "Level",
            lambda row: Tag(LEVELS[row.level], "red" if row.level == 4 else "yellow"),
            sort="level",
        ),
        Column("opened", "Opened", lambda row: words.moment(row.opened_at), sort="opened_at"),
        Column("by", "Opened by", "opened_by.name", sort="opened_by__name"),
        Column("flags", "Marks", lambda row: words.listed(flags(row)), missing="None"),
    ]


def flags(row: RestrictedRecord) -> list[str]:
    """Return the marks that stand on a restricted record, in words."""
    marks = (("Safe address", row.has_safe_address), ("Legal hold", row.held_at is not None))
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
    shown = [row.record for row in listing.rows]
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
    return render(request, "core/restricted/pages/records.jinja", {"listing": listing, "waiting": waiting})


@require_safe
@opens("SHR", "r", level=4)
def show(request: HttpRequest, record: UUID) -> HttpResponse:
    """Show what is kept of one restricted record: its list, its marks, how long it is kept. None of its words."""
    found = queries.get_restricted(request.actor, record)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    term = retention.CLASSES[found.retention]
    due = retention.due_on(found.retention, found.counts_from)
    pairs = [
        ("Level", LEVELS[found.level]),
        ("Opened by", f"{found.opened_by.name}, {words.moment(found.opened_at)}"),
        ("Marks", words.listed(flags(found)) or "None"),
        ("Why the legal hold stands", found.held_for),
        ("Kept for", f"{term.years} years from {term.trigger} ({term.source})"),
        ("May be disposed of from", words.day(due) if due else "Not while it is in use"),
    ]
    context = {
        "restricted": found,
        "summary": [{"key": key, "value": value} for key, value in pairs if value],
        "named": [
            [n.user.name, words.moment(n.since), words.moment(n.until) if n.until else "No end set", n.why]
            for n in queries.named_people(found)
        ],
        "kept_out": [[x.user.name, words.moment(x.excluded_at)] for x in queries.exclusions(found)],
        "events": history(request.actor, found),
    }
    return render(request, "core/restricted/pages/show.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "r", level=4)
def change(request: HttpRequest, record: UUID) -> HttpResponse:
    """Change a record's list, level or marks; or ask for it, where that takes a second person."""
    found = queries.get_restricted(request.actor, record)
    reads.note_read(found, by=request.actor, at=timezone.now(), owner=found.organisation)
    form = forms.Change(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            done = changing.change(found, form.cleaned_data, request.actor, timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("core:restricted_show", record)
    return render(request, "core/restricted/pages/change.jinja", {"form": form, "restricted": found})


@require_http_methods(["GET", "HEAD", "POST"])
@opens("SHR", "r", level=4)
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree, as the second person, to what another asked for; or refuse it."""
    proposal = queries.get_proposal(request.actor, public_id)
    reads.note_read(proposal.restricted, by=request.actor, at=timezone.now(), owner=proposal.organisation)
    form = forms.Verdict(
        request.POST if request.method == "POST" else None, initial={"version": proposal.version}
    )
    if form.is_valid():
        agree, version = form.cleaned_data["agree"] == "yes", form.cleaned_data["version"]
        try:
            operations.decide(
                proposal=proposal, version=version, agree=agree, by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Agreed and done" if agree else "Refused")
            return redirect("core:restricted_records")
    return render(request, "core/restricted/pages/decide.jinja", {"form": form, "proposal": proposal})
