"""The library of frameworks, to read and to print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from safeguarding.collect.frameworks import queries
from safeguarding.core.access.routes import opens
from safeguarding.kit.forms.lists import Column, Listing
from safeguarding.kit.pages.tags import Link

COLUMNS = (
    Column(
        "title",
        "Framework",
        lambda row: Link(row.title, reverse("collect:frameworks_show", args=[row.public_id])),
        sort="title",
    ),
    Column("version", "Version", sort="version", numeric=True),
    Column("questions", "Questions", "questions_count", sort="questions_count", numeric=True),
    Column("used_from", "Used from", sort="used_from"),
    Column("used_to", "Used to", lambda row: row.used_to or "Still in use", sort="used_to"),
)


@require_safe
@opens("FWK", "r")
def library(request: HttpRequest) -> HttpResponse:
    """List every framework and version."""
    listing = Listing(
        request,
        queries.frameworks(request.actor),
        COLUMNS,
        search=("title", "summary"),
        noun=("framework", "frameworks"),
        exportable=False,
    )
    return render(request, "collect/frameworks/pages/library.jinja", {"listing": listing})


@require_safe
@opens("FWK", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one framework with every question, its guidance and what typically shows it."""
    framework = queries.get_framework(request.actor, public_id)
    kinds = queries.kinds_of(framework)
    return render(request, "collect/frameworks/pages/show.jinja", {"framework": framework, "kinds": kinds})
