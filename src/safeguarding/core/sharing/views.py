"""Pages about what one organisation lets another see for a time."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access import lasting
from safeguarding.core.access.models import Share
from safeguarding.core.access.routes import opens
from safeguarding.core.sharing import forms, operations, queries
from safeguarding.kit.forms.confirm import Confirm
from safeguarding.kit.forms.lists import Column, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

PAGES = "core/sharing/pages"


@require_safe
@opens("ORG", "r")
def shares(request: HttpRequest) -> HttpResponse:
    """List what our organisation shares and what is shared with it, with the days."""
    actor = request.actor
    columns = [
        Column("what", "What", lambda row: queries.WORDS.get(row.resource, row.resource), sort="resource"),
        Column("from_whom", "Whose", "organisation.name", sort="organisation__name"),
        Column("with", "Shared with", "shared_with.name", sort="shared_with__name"),
        Column("reason", "Why", "reason"),
        Column("from", "First day", "starts_on", sort="starts_on"),
        Column("to", "Last day", "ends_on", sort="ends_on"),
        Column("state", "State", lambda row: Tag(*lasting.IN_WORDS[lasting.standing(row, actor.today)])),
        Column("end", "Change", lambda row: _way_to_end(actor, row), missing=""),
    ]
    listing = Listing(
        request,
        queries.shares(actor),
        columns,
        search=("organisation__name", "shared_with__name", "reason"),
        noun=("share", "shares"),
        exportable=False,
    )
    context = {"listing": listing, "may_share": bool(queries.kinds_to_share(actor))}
    return render(request, f"{PAGES}/shares.jinja", context)


def _way_to_end(actor, row: Share) -> Link | str:
    ours = row.organisation_id == actor.organisation.pk and queries.may_share(actor, row.resource)
    if not ours or lasting.is_over(row, actor.today):
        return ""
    return Link("End", reverse("core:sharing_end", args=[row.public_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "r")
def give(request: HttpRequest) -> HttpResponse:
    """Share one kind of our records with another organisation until a day."""
    actor = request.actor
    kinds, partners = queries.kinds_to_share(actor), queries.partners(actor)
    if not kinds:
        raise PermissionDenied("sharing")

    def act(given: dict) -> Share:
        chosen = given.pop("shared_with")
        partner = next(each for each in partners if str(each.public_id) == chosen)
        return operations.share(shared_with=partner, **given, by=actor, at=timezone.now())

    typed = posted(request)
    return answer(
        request,
        forms.Give(typed, kinds=kinds, partners=partners, today=actor.today),
        act,
        template=f"{PAGES}/give.jinja",
        context={},
        done="Shared until the last day",
        to=lambda _: reverse("core:sharing_shares"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("ORG", "r")
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once, then end a share before its last day."""
    found = queries.get_share_to_end(request.actor, public_id)
    return answer(
        request,
        Confirm(posted(request)),
        lambda _: operations.end_share(share=found, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/end.jinja",
        context={"share": found, "what": queries.WORDS[found.resource]},
        done="The share is ended",
        to=lambda _: reverse("core:sharing_shares"),
    )
