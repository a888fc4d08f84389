"""The pages of files in: choosing a kind, sending, looking before storing, and the receipt."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.collect.imports import forms, operations, queries
from safeguarding.collect.imports.registry import IMPORTERS, Importer, Options
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.forms.lists import Column, Filter, Held, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.refusals import Refused
from safeguarding.kit.spreadsheets import MEDIA

PAGES = "collect/imports/pages"
page = require_http_methods(["GET", "HEAD", "POST"])
WRITE = Permission("KPI", "w")
COLUMNS = (
    Column(
        "file", "File", lambda row: Link(row.file_name, reverse("collect:imports_show", args=[row.public_id]))
    ),
    Column("state", "State", lambda row: Tag(row.get_state_display()), sort="state"),
    Column("rows", "Rows read", "read_rows", sort="read_rows", numeric=True),
    Column("sent", "Sent", "checked_at", sort="checked_at"),
    Column("by", "By", lambda row: row.checked_by.name),
)
FAULTS = (
    Column("row", "Row", "row", numeric=True, missing="The whole file"),
    Column("column", "Column", "column", missing="The whole row"),
    Column("reason", "What is wrong", "reason"),
)
FIRST_FAULTS = 100


@require_safe
@opens("KPI", "w")
def index(request: HttpRequest) -> HttpResponse:
    """List the kinds of file that can be sent, and the files that we sent."""
    listing = Listing(
        request,
        queries.files(request.actor),
        COLUMNS,
        default_sort="-sent",
        noun=("file", "files"),
        exportable=False,
    )
    return render(request, f"{PAGES}/index.jinja", {"listing": listing, "importers": IMPORTERS.values()})


@page
@opens("KPI", "w")
def send(request: HttpRequest, key: str) -> HttpResponse:
    """Take a file, check it, and go on to what was found."""
    importer = queries.get_importer(key)
    places = list(organisations.organisations(request.actor, WRITE)) if "about" in importer.asks else []
    form = forms.Send(posted(request), request.FILES or None, asks=importer.asks, places=places)
    return answer(
        request,
        form,
        lambda told: operations.check(
            importer=importer,
            name=told["file"].name,
            data=told["file"].read(),
            options=_options(told, places),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/send.jinja",
        context=lambda: {"importer": importer, "help": _help(importer)},
        done="",
        to=lambda sent: reverse("collect:imports_show", args=[sent.public_id]),
        beside=lambda _: "file",
    )


def _options(told: dict, places: list[Organisation]) -> Options:
    return Options(
        as_at=told.get("as_at"),
        about=next((o for o in places if str(o.public_id) == told.get("about")), None),
        source=told.get("source") or "",
        reported_for=told.get("reported_for"),
    )


def _help(importer: Importer) -> list[list[str]]:
    return [list(line) for line in importer.template.help()]


@require_safe
@opens("KPI", "w")
def template(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out the blank workbook of a kind of file."""
    importer = queries.get_importer(key)
    return HttpResponse(
        importer.template.template(),
        content_type=MEDIA["xlsx"],
        headers={"Content-Disposition": f'attachment; filename="{importer.key}-template.xlsx"'},
    )


@page
@opens("KPI", "w")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what a file says and every fault of it; store it on confirmation; be its receipt from then on."""
    sent = queries.get_file(request.actor, public_id)
    refused = ""
    if request.method == "POST":
        try:
            operations.store(
                sent=sent, importer=queries.get_importer(sent.format), by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, "The file was stored. This is its receipt.")
            return redirect("collect:imports_show", public_id)
    context = {
        "sent": sent,
        "refused": refused,
        "faults": [[f.row or "", f.column, f.reason] for f in queries.faults(sent)[:FIRST_FAULTS]],
        "headings": [{"text": words} for words in sent.preview.get("headings", ())],
        "importer": queries.get_importer(sent.format),
    }
    return render(request, f"{PAGES}/show.jinja", context)


@require_safe
@opens("KPI", "w")
def faults(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List every fault of a file, page by page or as a file to mend it by."""
    sent = queries.get_file(request.actor, public_id)
    found = Held(queries.faults(sent))
    columns = sorted({fault.column for fault in found if fault.column})
    listing = Listing(
        request,
        found,
        FAULTS,
        filters=[Filter("column", "Column", [(name, name) for name in columns], apply=_in_column)],
        per_page=100,
        noun=("fault", "faults"),
    )
    # The name of the file that was sent is its sender's and not for the audit; the list goes by its id.
    if file := download(request, listing, f"Faults of file {sent.public_id}", timezone.now()):
        return file
    context = {"listing": listing, "sent": sent, "all": sent.preview["problem_count"]}
    return render(request, f"{PAGES}/faults.jinja", context)


def _in_column(found: Held, name: str) -> Held:
    return Held(fault for fault in found if fault.column == name)
