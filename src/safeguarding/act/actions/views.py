"""The pages of actions, and the one that joins a validation with the actions it wants."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.act.actions import evidence, forms, operations, queries, steps
from safeguarding.act.actions.models import Action
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, may_anywhere, organisations_where
from safeguarding.core.access.routes import opens
from safeguarding.core.audit.downloads import download
from safeguarding.core.files import queries as files
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag
from safeguarding.kit.pages.words import moment, plural
from safeguarding.kit.refusals import Refused

page = require_http_methods(["GET", "HEAD", "POST"])
PAGES = "act/actions/pages"


def _columns(request: HttpRequest) -> list[Column]:
    today = request.actor.today

    def state(row: Action) -> Tag:
        return Tag("Overdue") if queries.is_overdue(row, today) else Tag(row.get_state_display())

    return [
        Column(
            "title",
            "Action",
            lambda row: Link(row.title, reverse("act:actions_show", args=[row.public_id])),
            sort="title",
        ),
        Column("owner", "Owner", "organisation.name", sort="organisation__name"),
        Column("post", "Post", lambda row: row.owner_post or "-", sort="owner_post"),
        Column("due", "Due", "due_on", sort="due_on"),
        Column("priority", "Priority", "get_priority_display"),
        Column("state", "State", state, sort="state"),
        Column("opener", "Opened by", "opener.name", sort="opener__name"),
    ]


def _filters(request: HttpRequest) -> list[Filter]:
    actor = request.actor

    def whose(rows: QuerySet[Action], chosen: str) -> QuerySet[Action]:
        if chosen == "overdue":
            return queries.overdue(rows, actor.today)
        own = rows.filter(organisation=actor.organisation)
        return own if chosen == "ours" else rows.exclude(organisation=actor.organisation)

    def of_post(rows: QuerySet[Action], chosen: str) -> QuerySet[Action]:
        if chosen == "mine":
            return rows.filter(pk__in=queries.of_my_post(actor).values("pk"))
        return rows.filter(owner_post="")

    owners = queries.actions(actor).order_by("organisation__name").distinct("organisation__name")
    names = [(str(row.organisation.public_id), row.organisation.name) for row in owners]
    findings = [(str(each.public_id), each.title) for each in _findings(actor)]
    return [
        Filter(
            "show",
            "Show",
            (("overdue", "Overdue"), ("ours", "Ours to do"), ("theirs", "Others' to do")),
            apply=whose,
        ),
        Filter("post", "Post", (("mine", "My post's"), ("none", "Of no post")), apply=of_post),
        Filter("state", "State", Action.State.choices),
        Filter("owner", "Owner", names, field="organisation__public_id"),
        *([Filter("finding", "Finding", findings, field="finding__public_id")] if findings else []),
    ]


def _findings(actor) -> list:
    return assure.findings_in(actor) if may_anywhere(actor, Permission("VAL", "r")) else []


@require_safe
@opens("ACT", "r")
def register(request: HttpRequest) -> HttpResponse:
    """List the actions that we own or opened."""
    listing = Listing(
        request,
        queries.actions(request.actor),
        _columns(request),
        filters=_filters(request),
        search=("title", "description", "organisation__name", "owner_post"),
        default_sort="due",
        noun=("action", "actions"),
    )
    if file := download(request, listing, "Actions", timezone.now()):
        return file
    may_open = may_anywhere(request.actor, queries.WRITE)
    return render(request, f"{PAGES}/register.jinja", {"listing": listing, "may_open": may_open})


@page
@opens("ACT", "w")
def open(request: HttpRequest) -> HttpResponse:  # noqa: A001 - the address says what it does
    """Open an action by hand, from a theme or from a finding."""
    actor = request.actor
    finding = _chosen_finding(request)
    reached = {str(o.public_id): o for o in organisations_where(actor, queries.WRITE).order_by("name", "id")}
    themes = {theme.key: theme for theme in assure.themes()}
    posts = {str(post.public_id): post for post in queries.posts_to_choose(actor)}
    form = forms.Open(
        posted(request),
        organisations=list(reached.values()),
        themes=list(themes.values()),
        posts=list(posts.values()),
        from_finding=finding is not None,
        initial={"priority": "MEDIUM", "source": "HAND"},
    )
    return answer(
        request,
        form,
        lambda given: _open(request, given | {"post": posts.get(given["post"])}, reached, themes, finding),
        template=f"{PAGES}/open.jinja",
        context={"finding": finding},
        done="Action opened",
        to=_address,
        beside=lambda refusal: "post" if isinstance(refusal, operations.NotFit) else None,
    )


def _address(action: Action) -> str:
    return reverse("act:actions_show", args=[action.public_id])


def _chosen_finding(request: HttpRequest) -> assure.Finding | None:
    if not may_anywhere(request.actor, Permission("VAL", "r")):
        return None
    try:
        asked = UUID(request.GET.get("finding", ""))
    except ValueError:
        return None
    return assure.get_finding(request.actor, asked)


def _open(request: HttpRequest, given: dict, reached: dict, themes: dict, finding) -> Action:
    theme = themes.get(given["theme"])
    if finding is not None:
        origin = operations.Origin(
            kind=Action.Source.FINDING, words=finding.title, finding=finding, theme=theme
        )
    else:
        origin = operations.Origin(kind=given["source"], words=given["source_words"], theme=theme)
    return operations.open_action(
        organisation=reached[given["organisation"]],
        title=given["title"],
        description=given["description"],
        post=given["post"],
        owner_post=given["owner_post"],
        due_on=given["due_on"],
        priority=given["priority"],
        origin=origin,
        by=request.actor,
        at=timezone.now(),
    )


@require_safe
@opens("ACT", "r")
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one action with everything that has happened to it."""
    action = queries.get_action(request.actor, public_id)
    events = [
        {
            "text": _line(step),
            "when": moment(step.taken_at),
            "by": step.taken_by.name,
            "detail": step.text,
            "url": step.url,
            "alone": step.single_handed_reason,
        }
        for step in queries.steps(action)
    ]
    context = {
        "action": action,
        "events": events,
        "late": queries.is_overdue(action, request.actor.today),
        "files": [
            {
                "id": each.public_id,
                "line": files.line(each.file),
                "ours": each.is_ours,
            }
            for each in queries.files(request.actor, action)
        ],
        "may_write": may_anywhere(request.actor, queries.WRITE),
        "may_change": action.state in queries.LIVE and may(request.actor, queries.WRITE, action.opener),
    }
    return render(request, f"{PAGES}/show.jinja", context)


def _line(step) -> str:
    return step.get_state_display() if step.kind == "MOVED" else step.get_kind_display()


@page
@opens("ACT", "w")
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for a check, close, send back, reopen or give up an action."""
    action = queries.get_action(request.actor, public_id, queries.WRITE)
    form = forms.Move(
        posted(request),
        state=action.state,
        not_for_us=_not_for_us(request.actor, action),
        initial={"version": action.version},
    )
    return answer(
        request,
        form,
        lambda given: _move(request, action, given),
        template=f"{PAGES}/move.jinja",
        context={"action": action},
        done="The action has been changed.",
        to=lambda _: _address(action),
    )


def _not_for_us(actor: Actor, action: Action) -> list[str]:
    """Return the moves that are another's to make: whoever opened an action gives it up, a second person closes it."""
    held = {
        "close": steps.allows(actor, queries.APPROVE, action),
        "cancel": may(actor, queries.WRITE, action.opener),
    }
    return [move for move, ours in held.items() if not ours]


def _move(request: HttpRequest, action: Action, given: dict) -> None:
    told = {name: given[name] for name in ("version", "text")}
    told |= {"action": action, "by": request.actor, "at": timezone.now()}
    if given["move"] == "close":
        operations.close(single_handed_reason=given["single_handed_reason"], **told)
        return
    moves = {
        "check": operations.ask_for_check,
        "back": operations.send_back,
        "reopen": operations.reopen,
        "cancel": operations.cancel,
    }
    moves[given["move"]](**told)


@page
@opens("ACT", "w")
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what is to be done or by when, and say why."""
    action = queries.get_action(request.actor, public_id, queries.WRITE)
    before = {
        name: getattr(action, name) for name in ("version", "title", "description", "due_on", "priority")
    }
    return answer(
        request,
        forms.Change(posted(request), initial=before),
        lambda given: operations.change(
            action=action,
            version=given.pop("version"),
            reason=given.pop("reason"),
            terms=operations.Terms(**given),
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/change.jinja",
        context={"action": action},
        done="The action has been changed.",
        to=lambda _: _address(action),
    )


@page
@opens("ACT", "w")
def give(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say which post an action belongs to."""
    action = queries.get_action(request.actor, public_id, queries.WRITE)
    found = queries.posts_to_choose(request.actor)
    posts = {str(post.public_id): post for post in found if post.organisation_id == action.organisation_id}
    initial = {"version": action.version, "post": str(action.post.public_id) if action.post else ""}
    initial |= {"owner_post": "" if action.post else action.owner_post}
    form = forms.GiveToPost(posted(request), posts=list(posts.values()), initial=initial)
    return answer(
        request,
        form,
        lambda given: operations.give_to_post(
            action=action,
            by=request.actor,
            at=timezone.now(),
            **given | {"post": posts.get(given["post"])},
        ),
        template=f"{PAGES}/give.jinja",
        context={"action": action},
        done="The action has been given to the post.",
        to=lambda _: _address(action),
    )


@page
@opens("ACT", "w")
def note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how an action goes, and send what shows it or say where it is kept."""
    action = queries.get_action(request.actor, public_id, queries.WRITE)
    form = forms.Note(posted(request), request.FILES or None)
    return answer(
        request,
        form,
        lambda given: operations.note_progress(
            action=action,
            text=given["text"],
            url=given["url"],
            uploads=given["files"],
            by=request.actor,
            at=timezone.now(),
        ),
        template=f"{PAGES}/note.jinja",
        context={"action": action},
        done="Progress noted",
        to=lambda _: _address(action),
        beside=_field_of,
    )


def _field_of(refusal: Refused) -> str | None:
    if isinstance(refusal, operations.NotFit):
        return "url"
    return None if isinstance(refusal, operations.CannotMove) else "files"


@page
@opens("ACT", "r", post="w")
def versions(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """Show every version of a file of an action, and take a newer one from whoever sent it."""
    action = queries.get_action(request.actor, public_id)
    attached = queries.get_file(request.actor, action, file_id)
    form = forms.NewVersion(posted(request), request.FILES or None)
    return answer(
        request,
        form,
        lambda given: evidence.replace(
            attached=attached, upload=given["file"], by=request.actor, at=timezone.now()
        ),
        template=f"{PAGES}/versions.jinja",
        context=lambda: {
            "action": action,
            "attached": attached,
            "versions": files.lines(files.with_details(files.versions(attached.file))),
            "may_write": attached.is_ours and may_anywhere(request.actor, queries.WRITE),
        },
        done="Newer version added",
        to=lambda _: reverse("act:actions_versions", args=[public_id, file_id]),
        beside=lambda _: "file",
    )


@page
@opens("ACT", "w")
def remove(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file of an action away again, and say why."""
    action = queries.get_action(request.actor, public_id, queries.WRITE)
    attached = queries.get_file(request.actor, action, file_id)
    if not attached.is_ours:
        raise Http404
    return answer(
        request,
        forms.Remove(posted(request)),
        lambda given: evidence.remove(attached=attached, by=request.actor, at=timezone.now(), **given),
        template=f"{PAGES}/remove.jinja",
        context={"action": action, "attached": attached},
        done="File removed",
        to=lambda _: _address(action),
    )


@page
@opens("VAL", "a")
def finalise(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make a validation final and open the actions that it wants, in one step."""
    validation = assure.get_validation(request.actor, public_id, Permission("VAL", "a"))
    answers = collect.answers(request.actor, validation.assessment, Permission("VAL", "r"))
    blockers = assure.blockers(assure.sides(validation, answers), assure.unsettled(validation.assessment))
    return answer(
        request,
        forms.Finalise(posted(request), initial={"version": validation.version}),
        lambda given: operations.finalise_and_open(
            validation=validation, by=request.actor, at=timezone.now(), **given
        ),
        template=f"{PAGES}/finalise.jinja",
        context=lambda: {
            "validation": validation,
            "wanted": assure.wanted(validation),
            "blockers": blockers,
        },
        done=lambda opened: f"Final. {plural(len(opened), 'action')} opened.",
        to=lambda _: reverse("assure:validation_overview", args=[public_id]),
    )
