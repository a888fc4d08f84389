"""Pages about who takes over whose work: hand-overs of those who leave, and deputies of those who are away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access import lasting, role_names
from safeguarding.core.access.jobs import waiting_in_words
from safeguarding.core.access.queries import get_member_or_leaver, roles_held
from safeguarding.core.access.routes import opens, signed_in
from safeguarding.core.cover import forms, operations, queries
from safeguarding.core.cover.models import Deputy, Handover
from safeguarding.core.cover.work import KINDS
from safeguarding.kit.forms.confirm import Confirm
from safeguarding.kit.forms.lists import Column, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

PAGES = "core/cover/pages"


@require_http_methods(["GET", "HEAD", "POST"])
@opens("USR", "w")
def leaver(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show all that a leaver holds open, and hand it on in one step."""
    actor = request.actor
    person = get_member_or_leaver(actor, public_id, queries.ADMINISTER)
    people = queries.colleagues(actor, person)
    posts = queries.posts_held(actor, person)

    def act(given: dict) -> Handover:
        return operations.hand_over(
            person=person,
            successor=next((each for each in people if str(each.public_id) == given["to"]), None),
            last_on=given["last_on"] or actor.today,
            at_once=given["closes"] == forms.AT_ONCE,
            kind=given.get("kind", ""),  # not asked where there is no post
            by=actor,
            at=timezone.now(),
        )

    context = {
        "person": person,
        "posts": [_post(held) for held in posts],
        "work": _work(actor, person, people),
        "notices": len(queries.notices_waiting(actor, person)),
        "waiting": waiting_in_words(person, actor.acting_for),
        "roles": [role_names.in_words(role) for role in sorted(roles_held(actor, [person])[person.pk])],
        "standing": queries.waiting(actor, person),
    }
    return answer(
        request,
        forms.HandOver(posted(request), people=people, with_posts=bool(posts)),
        act,
        template=f"{PAGES}/leaver.jinja",
        context=context,
        done="The work is handed over",
        to=lambda made: reverse("core:cover_handover", args=[made.public_id]),
    )


def _post(held: queries.Held) -> list[str]:
    following = held.next
    coming = f"{following.holder} from {words.day(following.starts_on)}" if following else "Not recorded"
    since = held.holding.starts_on
    return [held.holding.post.title, words.day(since) if since else "Before our records", coming]


def _work(actor, person, people) -> list[list[str]]:
    """Return each kind of open work, how much there is, and who of the colleagues holds a role that goes on with it."""
    roles = roles_held(actor, people)
    rows = []
    for line in queries.open_work(actor, person):
        able = [each.name for each in people if line.may_be_taken_by(roles[each.pk])]
        whom = "Goes with the post" if line.kind.goes_with_post else words.listed(able) or "Nobody yet"
        rows.append([line.words, whom])
    return rows


@require_safe
@opens("USR", "r")
def leavers(request: HttpRequest) -> HttpResponse:
    """List the hand-overs: who left, who took over, and whether the account is closed."""
    columns = [
        Column("person", "Who leaves", _named, sort="person__name"),
        Column("successor", "Who takes over", lambda row: _to_whom(row), sort="successor__name"),
        Column("last", "Last day", "last_on", sort="last_on"),
        Column("state", "Account", lambda row: Tag(*_state(row))),
        Column("by", "Handed over by", "handed_by.name", sort="handed_by__name"),
        Column("at", "When", lambda row: words.moment(row.handed_at), sort="handed_at"),
    ]
    listing = Listing(
        request,
        queries.handovers(request.actor),
        columns,
        search=("person__name", "successor__name"),
        noun=("hand-over", "hand-overs"),
        exportable=False,
    )
    return render(request, f"{PAGES}/leavers.jinja", {"listing": listing})


def _named(row: Handover) -> Link:
    return Link(row.person.name, reverse("core:cover_handover", args=[row.public_id]))


def _to_whom(row: Handover) -> str:
    return row.successor.name if row.successor else "Each post's next holder"


def _state(row: Handover) -> tuple[str, str]:
    return ("Closed", "grey") if row.closed_on else ("Open until the last day has passed", "yellow")


@require_safe
@opens("USR", "r")
def handover(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the receipt of one hand-over: what went to whom, and what could not be handed on."""
    found = queries.get_handover(request.actor, public_id)
    names = {kind.key: kind.many for kind in KINDS.values()}
    names |= {"posts": "posts", "notices": "notices not opened", "jobs": "jobs that waited in their name"}
    tally = [
        [names[key][0].upper() + names[key][1:], count]
        for key, count in sorted(found.tally.items())
        if key in names
    ]
    context = {"handover": found, "to": _to_whom(found), "state": _state(found), "tally": tally}
    return render(request, f"{PAGES}/handover.jinja", context)


@require_safe
@signed_in
def received(request: HttpRequest) -> HttpResponse:
    """Show what was handed over to oneself and is still open, as far as one's own roles open it."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    return render(request, f"{PAGES}/received.jinja", {"taken": queries.taken_over(request.actor)})


@require_safe
@signed_in
def deputies(request: HttpRequest) -> HttpResponse:
    """List who stands in for oneself and for whom one stands in; for an administrator, the whole organisation."""
    actor = request.actor
    if actor.organisation is None:
        return redirect("core:access_choose")
    columns = [
        Column("person", "Who is away", "person.name", sort="person__name"),
        Column("deputy", "Who stands in", "deputy.name", sort="deputy__name"),
        Column("from", "First day", "starts_on", sort="starts_on"),
        Column("to", "Last day", "ends_on", sort="ends_on"),
        Column("state", "State", lambda row: Tag(*lasting.IN_WORDS[lasting.standing(row, actor.today)])),
        Column("by", "Named by", "named_by.name", sort="named_by__name"),
        Column("end", "Change", lambda row: _way_to_end(actor, row), missing=""),
    ]
    listing = Listing(
        request,
        queries.deputies(actor),
        columns,
        search=("person__name", "deputy__name"),
        noun=("deputy", "deputies"),
        exportable=False,
    )
    return render(request, f"{PAGES}/deputies.jinja", {"listing": listing})


def _way_to_end(actor, row: Deputy) -> Link | str:
    if lasting.is_over(row, actor.today) or not queries.may_end(actor, row):
        return ""
    return Link("End", reverse("core:cover_end_deputy", args=[row.public_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def name_deputy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Name a deputy for oneself, or as an administrator for a colleague."""
    actor = request.actor
    if actor.organisation is None:
        return redirect("core:access_choose")
    person = queries.get_who_is_away(actor, public_id)
    people = [each for each in queries.colleagues(actor, person) if each.pk != actor.person.pk]
    suggested = queries.deputy_by_post(actor, person)

    def act(given: dict) -> Deputy:
        chosen = given.pop("deputy")
        deputy = next(each for each in people if str(each.public_id) == chosen)
        return operations.name_deputy(person=person, deputy=deputy, **given, by=actor, at=timezone.now())

    return answer(
        request,
        forms.NameDeputy(
            posted(request),
            people=people,
            initial={"starts_on": actor.today, "deputy": str(suggested.public_id) if suggested else ""},
        ),
        act,
        template=f"{PAGES}/name_deputy.jinja",
        context={"person": person, "suggested": suggested},
        done="The deputy is named",
        to=lambda _: reverse("core:cover_deputies"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end_deputy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once, then end somebody's standing in before its last day."""
    if request.actor.organisation is None:
        return redirect("core:access_choose")
    found = queries.get_deputy(request.actor, public_id)
    return answer(
        request,
        Confirm(posted(request)),
        lambda _: operations.end_deputy(deputy=found, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/end_deputy.jinja",
        context={"deputy": found},
        done="They no longer stand in",
        to=lambda _: reverse("core:cover_deputies"),
    )
