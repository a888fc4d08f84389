"""Pages about closer oversight of providers. Their holder's own: no provider opens any of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.assure.oversight import forms, operations, queries
from safeguarding.assure.oversight.models import AssuranceSource, ProcessEntry, ProviderEvent
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.audit.queries import history
from safeguarding.core.organisations import queries as organisations
from safeguarding.kit import when
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.periods import financial_year, financial_year_of

WRITE = Permission("INT", "w")


def _address(entry: ProcessEntry) -> str:
    return reverse("assure:oversight_show", args=[entry.public_id])


COLUMNS = [
    Column("about", "Provider", lambda e: Link(e.about.name, _address(e)), sort="about__name"),
    Column("kind", "Kind of provider", "about.kind.name", sort="about__kind__name"),
    Column("process", "Process", "get_process_display", sort="process"),
    Column("entered", "Entered", lambda e: when.words(e.entered), sort="entered"),
    Column("stage", "Stage", "stage", sort="stage", missing="Not stated"),
    Column("left", "Left", lambda e: when.words(e.left), sort="left", missing="Still in it"),
    Column("state", "State", lambda e: Tag("Closed" if e.left else "Open")),
]


@require_safe
@opens("INT", "r")
def register(request: HttpRequest) -> HttpResponse:
    """List the providers that are or were in a quality process."""
    listing = Listing(
        request,
        queries.entries(request.actor),
        COLUMNS,
        filters=[
            Filter("process", "Process", ProcessEntry.Process.choices),
            Filter(
                "open",
                "State",
                [("open", "Open"), ("closed", "Closed")],
                apply=lambda rows, chosen: rows.filter(left__isnull=chosen == "open"),
            ),
        ],
        search=["about__name", "stage"],
        noun=("entry", "entries"),
    )
    if file := download(request, listing, "Oversight", timezone.now()):
        return file
    writes = may(request.actor, WRITE, request.actor.organisation)
    return render(request, "assure/oversight/pages/register.jinja", {"listing": listing, "may_write": writes})


@require_safe
@opens("INT", "r")
def counts(request: HttpRequest) -> HttpResponse:
    """Count entries, exits and events of a year by kind of provider."""
    actor = request.actor
    latest = financial_year_of(actor.today).starts_on.year
    years = [(str(year), financial_year(year).label) for year in range(latest, 2014, -1)]
    asked = request.GET.get("year", "")
    year = financial_year(int(asked) if asked in dict(years) else latest)
    return render(
        request,
        "assure/oversight/pages/counts.jinja",
        {
            "year": year,
            "years": years,
            "processes": [
                [c.process_words, c.provider_kind_words, c.entered, c.left, c.left_improved]
                for c in queries.process_counts(actor, year)
            ],
            "happenings": [
                [
                    e.kind_words,
                    e.provider_kind,
                    e.happened,
                    e.summary,
                    e.transition or "None noted",
                    e.supported_by or "Nobody stated",
                ]
                for e in queries.events_in(actor, year)
            ],
        },
    )


@require_safe
@opens("INT", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one provider's time in a process, and what was changed about it."""
    entry = queries.get_entry(request.actor, public_id)
    pairs = [
        ("Kind of provider", entry.about.kind.name),
        ("Entered", when.words(entry.entered)),
        ("Why", entry.reason),
        ("Stage", entry.stage),
        ("Provider answered", when.words(entry.responded)),
        ("What it takes to leave", entry.exit_criteria),
        ("Left", when.words(entry.left)),
        ("How it left", entry.get_exit_display()),
        ("Evidence", entry.exit_evidence),
        ("What was said of how it was managed", entry.feedback),
    ]
    return render(
        request,
        "assure/oversight/pages/show.jinja",
        {
            "entry": entry,
            "summary": [{"key": key, "value": value} for key, value in pairs if value],
            "events": history(request.actor, entry),
            "may_write": may(request.actor, WRITE, entry.organisation),
        },
    )


@require_safe
@opens("INT", "r")
def provider(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show everything that is held about one provider in order of time."""
    about = organisations.known(request.actor, public_id)
    moments = queries.timeline(request.actor, about)
    events = [{"text": m.text, "when": m.when, "detail": m.detail} for m in moments]
    return render(request, "assure/oversight/pages/provider.jinja", {"about": about, "events": events})


@require_http_methods(["GET", "HEAD", "POST"])
@opens("INT", "w")
def enter(request: HttpRequest) -> HttpResponse:
    """Note that a provider entered a process."""
    # A home that only councils commission is helped by the same processes.
    known = organisations.choices(request.actor) | organisations.regulated_care()
    return answer(
        request,
        forms.Entering(posted(request), providers=_providers(known)),
        lambda given: operations.enter_process(
            about=known[given.pop("about")], **given, by=request.actor, at=timezone.now()
        ),
        template="assure/oversight/pages/enter.jinja",
        context={},
        done="Entry noted",
        to=_address,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("INT", "w")
def leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that a provider left a process, and on which evidence."""
    entry = queries.get_entry(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.Leaving(posted(request), initial={"version": entry.version}),
        lambda given: operations.leave_process(entry=entry, **given, by=request.actor, at=timezone.now()),
        template="assure/oversight/pages/leave.jinja",
        context={"entry": entry},
        done="Exit noted",
        to=lambda _: _address(entry),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("INT", "w")
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what is held of a provider's time in a process, with a reason."""
    entry = queries.get_entry(request.actor, public_id, WRITE)
    names = ("entered", "stage", "responded", "exit_criteria", "feedback", "version")
    initial = {name: getattr(entry, name) for name in names} | {"reason_entered": entry.reason}
    return answer(
        request,
        forms.Correction(posted(request), initial=initial),
        lambda given: operations.correct_entry(
            entry=entry,
            version=given.pop("version"),
            reason=given.pop("reason"),
            changes={"reason": given.pop("reason_entered"), **given},
            by=request.actor,
            at=timezone.now(),
        ),
        template="assure/oversight/pages/correct.jinja",
        context={"entry": entry},
        done="Entry changed",
        to=lambda _: _address(entry),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("INT", "w")
def happen(request: HttpRequest) -> HttpResponse:
    """Note what befell a provider."""
    known = organisations.choices(request.actor)
    form = forms.Happening(
        posted(request), providers=_providers(known), bodies=organisations.as_options(known)
    )
    return answer(
        request,
        form,
        lambda given: operations.note_event(
            about=known[given.pop("about")],
            **given | {"supported_by": known.get(given["supported_by"])},
            by=request.actor,
            at=timezone.now(),
        ),
        template="assure/oversight/pages/happen.jinja",
        context={},
        done="Event noted",
        to=_provider,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("INT", "w")
def assurance(request: HttpRequest) -> HttpResponse:
    """Note an occasion on which assurance was had."""
    known = organisations.choices(request.actor)
    return answer(
        request,
        forms.Assurance(posted(request), bodies=organisations.as_options(known)),
        lambda given: operations.note_assurance(
            about=known[given.pop("about")], **given, by=request.actor, at=timezone.now()
        ),
        template="assure/oversight/pages/assurance.jinja",
        context={},
        done="Assurance noted",
        to=_provider,
    )


def _provider(noted: ProviderEvent | AssuranceSource) -> str:
    return reverse("assure:oversight_provider", args=[noted.about.public_id])


def _providers(known: dict) -> list[tuple[str, str]]:
    return [(key, o.name) for key, o in known.items() if o.kind.is_provider]
