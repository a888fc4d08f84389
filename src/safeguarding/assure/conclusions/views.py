"""The pages of what is concluded of a period."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.assure.conclusions import forms, operations, queries
from safeguarding.assure.conclusions.models import Conclusion
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.audit.queries import history
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link

PAGES = "assure/conclusions/pages/"
WRITE = Permission("GOV", "w")
page = require_http_methods(["GET", "HEAD", "POST"])


def _address(conclusion: Conclusion) -> str:
    return reverse("assure:conclusions_show", args=[conclusion.public_id])


COLUMNS = [
    Column("subject", "Conclusion", lambda row: Link(row.words, _address(row)), sort="subject"),
    Column("organisation", "Organisation", "organisation.name", sort="organisation__name"),
    Column("starts", "From", "starts_on", sort="starts_on"),
    Column("ends", "To", "ends_on", sort="ends_on"),
    Column("background", "Background", lambda row: words.listed(row.background), missing="None noted"),
]


@require_safe
@opens("GOV", "r")
def register(request: HttpRequest) -> HttpResponse:
    """List what was concluded, the latest period first."""
    listing = Listing(
        request,
        queries.conclusions(request.actor),
        COLUMNS,
        filters=[Filter("judgement", "Judgement", Conclusion.Judgement.choices)],
        search=("subject", "organisation__name"),
        noun=("conclusion", "conclusions"),
    )
    if file := download(request, listing, "Conclusions", timezone.now()):
        return file
    context = {"listing": listing, "may_write": may_anywhere(request.actor, WRITE)}
    return render(request, PAGES + "register.jinja", context)


@require_safe
@opens("GOV", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one conclusion, its background, and what it said before."""
    found = queries.get_conclusion(request.actor, public_id)
    pairs = [
        ("Period", f"{words.day(found.starts_on)} to {words.day(found.ends_on)}"),
        ("Why", found.reason),
        ("Background", words.listed(found.background)),
        ("Concluded by", f"{found.concluded_by.name}, {words.moment(found.concluded_at)}"),
    ]
    context = {
        "conclusion": found,
        "summary": [{"key": key, "value": value} for key, value in pairs if value],
        "events": history(request.actor, found),
        "may_write": may(request.actor, WRITE, found.organisation),
    }
    return render(request, PAGES + "show.jinja", context)


@page
@opens("GOV", "w")
def add(request: HttpRequest) -> HttpResponse:
    """Draw a conclusion about our own arrangements."""
    actor = request.actor
    return answer(
        request,
        forms.Conclude(posted(request)),
        lambda given: operations.conclude(
            organisation=actor.organisation, facts=given, by=actor, at=timezone.now()
        ),
        template=PAGES + "add.jinja",
        context={},
        done="Conclusion kept",
        to=_address,
    )


@page
@opens("GOV", "w")
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a conclusion, with a reason."""
    found = queries.get_conclusion(request.actor, public_id, WRITE)
    typed = {name: getattr(found, name) for name in (*operations.FACTS, "version")}
    form = forms.ConcludeAnew(posted(request), initial=typed | {"background": "\n".join(found.background)})
    return answer(
        request,
        form,
        lambda given: operations.conclude_anew(
            conclusion=found,
            version=given.pop("version"),
            why=given.pop("why"),
            changes=given,
            by=request.actor,
            at=timezone.now(),
        ),
        template=PAGES + "change.jinja",
        context={"conclusion": found},
        done="Conclusion changed",
        to=_address,
    )
