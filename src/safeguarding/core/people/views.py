"""Pages about posts: the register, one post, its holders, its vacancy, its lines and its contact points."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.bodies import queries as bodies
from safeguarding.core.cover.queries import standing_in_at
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.people import forms, operations, queries
from safeguarding.core.people.models import Post
from safeguarding.kit.forms.confirm import Confirm
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag

PAGES = "core/people/pages"
WRITE = Permission("GOV", "w")
STATES = tuple((word, word) for word in (queries.FILLED, queries.INTERIM, queries.VACANT))
COLOURS = {queries.FILLED: "green", queries.INTERIM: "yellow", queries.VACANT: "red"}
page = require_http_methods(["GET", "HEAD", "POST"])


def _address(post: Post) -> str:
    return reverse("core:people_post", args=[post.public_id])


def _recruitment(post: Post) -> str:
    return "–" if post.recruitment == Post.Recruitment.NONE else post.get_recruitment_display()


def _columns(today) -> list[Column]:
    def state(post: Post) -> queries.PostState:
        return queries.state(post, min(today, post.organisation.closed_on or today))

    def vacancy(post: Post) -> str:
        found = state(post).vacancy
        return f"since {found.since_words}: {found.length}" if found else "–"

    return [
        Column("title", "Post", lambda post: Link(post.title, _address(post)), sort="title"),
        Column("organisation", "Organisation", "organisation.name", sort="organisation__name"),
        Column("state", "State", lambda post: Tag(state(post).word, COLOURS[state(post).word])),
        Column("holders", "Holder", lambda post: state(post).holders or "Nobody"),
        Column("capacity", "Capacity", lambda post: state(post).capacity_words),
        Column("vacancy", "Vacant", vacancy),
        Column("recruitment", "Recruitment", _recruitment),
        Column(
            "mitigation",
            "Cover meanwhile",
            lambda post: post.mitigation or ("" if vacancy(post) != "–" else "–"),
        ),
    ]


@require_safe
@opens("GOV", "r")
def posts(request: HttpRequest) -> HttpResponse:
    """List the posts with their state, and say what is missing and what comes to an end."""
    actor, ours = request.actor, organisations.ours(request.actor)
    listing = Listing(
        request,
        queries.posts(actor),
        _columns(actor.today),
        filters=[
            Filter(
                "state", "State", STATES, apply=lambda rows, word: queries.with_state(rows, word, actor.today)
            ),
            Filter("of", "Organisation", forms.options(ours), field="organisation__public_id"),
        ],
        search=("title", "team__name"),
        noun=("post", "posts"),
    )
    if file := download(request, listing, "Posts", timezone.now()):
        return file
    context = {
        "listing": listing,
        "gaps": queries.gaps(actor, actor.organisation, actor.today),
        "ending": queries.ending(actor, actor.organisation, actor.today),
        "alone": queries.without_deputy(actor, actor.organisation, actor.today),
        "may_write": may_anywhere(actor, WRITE),
    }
    return render(request, f"{PAGES}/posts.jinja", context)


@require_safe
@opens("GOV", "r")
def post(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one post with its holders, lines and contact points."""
    found = queries.get_post(request.actor, public_id)
    day = min(request.actor.today, found.organisation.closed_on or request.actor.today)
    lines = [
        each
        for each in queries.lines(request.actor, found.organisation)
        if found.pk in (each.post_id, each.to_post_id)
    ]
    context = {
        "post": found,
        "state": queries.state(found, day),
        "lines": lines,
        "standing_in": standing_in_at(request.actor, found),
        "required": queries.capacity_words(found.required_capacity, found.capacity_unit),
        "contacts": [each for each in queries.contacts(request.actor) if each.post_id == found.pk],
        "may_write": may_anywhere(request.actor, WRITE),
        "colours": COLOURS,
    }
    return render(request, f"{PAGES}/post.jinja", context)


def _lists(request: HttpRequest) -> dict[str, list]:
    """What a post's form offers."""
    return {
        "roles": queries.roles(),
        "teams": [each for each in bodies.bodies(request.actor) if each.kind == "TEAM"],
        "posts": list(queries.posts(request.actor)),
        "organisations": organisations.around(request.actor),
    }


def _details(given: dict, lists: dict[str, list], before: Post | None = None) -> operations.PostDetails:
    return operations.PostDetails(
        title=given["title"],
        roles=[role for role in lists["roles"] if role.key in given["roles"]],
        **{name: name in given["flags"] for name in ("is_statutory", "is_accountable", "is_contributor")},
        responsibilities=forms.lines_of(given["responsibilities"]),
        portfolio=forms.lines_of(given["portfolio"]),
        capacity=given["capacity"],
        required_capacity=given["required_capacity"],
        capacity_unit=given["capacity_unit"],
        scope=[each for each in lists["organisations"] if str(each.public_id) in given["scope"]],
        team=forms.chosen(lists["teams"], given["team"]),
        deputy=forms.chosen(lists["posts"], given["deputy"]),
        succession_plan=given["succession_plan"],
        employer=forms.chosen(lists["organisations"], given["employer"]),
        opened_on=before.opened_on if before else None,
        closed_on=before.closed_on if before else None,
        # A new post stands last in its register, as bodies do in theirs: the report lists them in this order.
        place=before.place if before else len(lists["posts"]) + 1,
    )


@page
@opens("GOV", "w")
def add_post(request: HttpRequest) -> HttpResponse:
    """Add a post to our register."""
    lists, actor = _lists(request), request.actor
    form = forms.PostForm(posted(request), initial={"capacity_unit": "WTE"}, **lists)
    return answer(
        request,
        form,
        lambda given: operations.open_post(
            organisation=actor.organisation, details=_details(given, lists), by=actor, at=timezone.now()
        ),
        template=f"{PAGES}/add_post.jinja",
        context={},
        done="Post added. It is vacant until you say who holds it.",
        to=_address,
    )


def _as_typed(found: Post) -> dict[str, object]:
    flags = ("is_statutory", "is_accountable", "is_contributor")
    return {
        "title": found.title,
        "roles": [role.key for role in found.roles.all()],
        "flags": [name for name in flags if getattr(found, name)],
        "responsibilities": "\n".join(found.responsibilities),
        "portfolio": "\n".join(found.portfolio),
        "capacity": found.capacity,
        "required_capacity": found.required_capacity,
        "capacity_unit": found.capacity_unit,
        "employer": str(found.employer.public_id) if found.employer else "",
        "team": str(found.team.public_id) if found.team else "",
        "deputy": str(found.deputy.public_id) if found.deputy else "",
        "succession_plan": found.succession_plan,
        "scope": [str(each.public_id) for each in found.scope.all()],
        "version": found.version,
    }


@page
@opens("GOV", "w")
def change_post(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what a post is."""
    found, lists = queries.get_post(request.actor, public_id, WRITE), _lists(request)
    form = forms.PostForm(posted(request), initial=_as_typed(found), **lists)
    return answer(
        request,
        form,
        lambda given: operations.change_post(
            post=found,
            version=given["version"] or 0,
            details=_details(given, lists, found),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/change_post.jinja",
        context={"post": found},
        done="Post changed",
        to=_address,
    )


@page
@opens("GOV", "w")
def hold(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record who holds a post."""
    found = queries.get_post(request.actor, public_id, WRITE)
    return answer(
        request,
        forms.Hold(posted(request)),
        lambda given: operations.hold_post(post=found, **given, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/hold.jinja",
        context={"post": found},
        done="Holder recorded",
        to=lambda _: _address(found),
    )


@page
@opens("GOV", "w")
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a holder's last day."""
    holding = queries.get_holding(request.actor, pk, WRITE)
    return answer(
        request,
        forms.Leave(posted(request)),
        lambda given: operations.leave_post(holding=holding, **given, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/leave.jinja",
        context={"post": holding.post},
        done="Last day recorded",
        to=lambda _: _address(holding.post),
    )


@page
@opens("GOV", "w")
def vacancy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record since when a post is vacant and what is done about it."""
    found = queries.get_post(request.actor, public_id, WRITE)
    known = {"recruitment": found.recruitment, "mitigation": found.mitigation, "version": found.version}

    def act(given: dict) -> Post:
        since = given.pop("vacant_since")
        return operations.note_vacancy(
            post=found,
            vacant_since=since.text if since else found.vacant_since,
            **given,
            by=request.actor,
            at=timezone.now(),
        )

    return answer(
        request,
        forms.Vacancy(posted(request), initial=known),
        act,
        template=f"{PAGES}/vacancy.jinja",
        context={"post": found},
        done="Vacancy recorded",
        to=_address,
    )


@page
@opens("GOV", "w")
def line(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say to which post or body a post answers."""
    found = queries.get_post(request.actor, public_id, WRITE)
    places = [*queries.posts(request.actor), *bodies.bodies(request.actor)]
    return answer(
        request,
        forms.Line(posted(request), places=places),
        lambda given: operations.add_line(
            start=found, end=forms.chosen(places, given["to"]), by=request.actor, at=timezone.now()
        ),
        template=f"{PAGES}/line.jinja",
        context={"post": found},
        done="Reporting line added",
        to=lambda _: _address(found),
    )


@page
@opens("GOV", "w")
def remove_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then take a reporting line away."""
    found = queries.get_line(request.actor, pk, WRITE)
    return answer(
        request,
        Confirm(posted(request)),
        lambda _: operations.remove_line(line=found, by=request.actor, at=timezone.now()),
        template=f"{PAGES}/remove_line.jinja",
        context={"line": found},
        done="Reporting line removed",
        to=lambda _: reverse("core:people_posts"),
    )


@require_safe
@opens("GOV", "r")
def contacts(request: HttpRequest) -> HttpResponse:
    """List how posts, bodies and councils are reached, and say which contact points are missing."""
    actor = request.actor
    listing = Listing(
        request,
        queries.contacts(actor),
        [
            Column("of", "Whose", lambda each: str(each.post or each.body or each.of)),
            Column("hours", "When", lambda each: each.get_hours_display(), sort="hours"),
            Column("telephone", "Telephone", "telephone"),
            Column("email", "Email", "email"),
            Column("public", "Published", "is_public"),
        ],
        search=("post__title", "body__name", "of__name"),
        noun=("contact point", "contact points"),
    )
    if file := download(request, listing, "Contacts", timezone.now()):
        return file
    missing = [
        each
        for ours in organisations.ours(actor)
        if ours.pk == actor.organisation.pk or listing.total_unfiltered
        for each in queries.missing_contacts(actor, ours, min(actor.today, ours.closed_on or actor.today))
    ]
    context = {"listing": listing, "missing": missing, "may_write": may_anywhere(actor, WRITE)}
    return render(request, f"{PAGES}/contacts.jinja", context)


@page
@opens("GOV", "w")
def contact(request: HttpRequest) -> HttpResponse:
    """Record how somebody is reached."""
    actor = request.actor
    places = [*queries.posts(actor), *bodies.bodies(actor), *organisations.around(actor)]

    def act(given: dict) -> object:
        of = forms.chosen(places, given.pop("of"))
        return operations.add_contact(
            organisation=actor.organisation, of=of, **given, by=actor, at=timezone.now()
        )

    return answer(
        request,
        forms.Contact(posted(request), places=places),
        act,
        template=f"{PAGES}/contact.jinja",
        context={},
        done="Contact point added",
        to=lambda _: reverse("core:people_contacts"),
    )
