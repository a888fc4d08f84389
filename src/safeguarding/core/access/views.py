"""Pages about who acts for whom: one's own account, and the people of an organisation with their roles."""

from uuid import UUID

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding.core.access import forms, health, operations, queries, role_names
from safeguarding.core.access.jobs import in_words, waiting_in_words
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.routes import opens, signed_in
from safeguarding.core.access.waiting import ended
from safeguarding.core.signin.queries import failed_sign_ins, failing_lately
from safeguarding.core.signin.throttle import may_try
from safeguarding.kit.forms.lists import Column, Filter, Listing
from safeguarding.kit.pages import words
from safeguarding.kit.pages.saving import answer, posted
from safeguarding.kit.pages.tags import Link, Tag


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """Let a person with several organisations say for which of them they act now."""
    organisations = {str(o.public_id): o for o in request.organisations}
    chosen = request.POST.get("organisation", "")
    if chosen in organisations:
        request.session["organisation"] = chosen
        # Nowhere but to what was typed for this organisation before.
        typed = request.POST.get("next") == reverse("core:signin_kept")
        return redirect("core:signin_kept" if typed else "report:dashboards_home")
    return render(
        request,
        "core/access/pages/choose.jinja",
        {"organisations": list(organisations.values()), "error": request.method == "POST"},
    )


@require_safe
@opens("USR", "r")
def people(request: HttpRequest) -> HttpResponse:
    """List who holds and held which role at the organisation."""
    today = request.actor.today
    choices = [("now", "Holds it now"), ("past", "Held it"), ("later", "Will hold it")]
    columns = [
        Column("name", "Name", _named, sort="user__name"),
        Column("email", "Email address", "user.email", sort="user__email"),
        Column("role", "Role", lambda holding: role_names.in_words(holding.role), sort="role"),
        Column("from", "From", "starts_on", sort="starts_on"),
        Column("to", "To", "ends_on", sort="ends_on", missing="No end set"),
        Column("state", "State", lambda holding: Tag(dict(choices)[queries.standing(holding, today)])),
        Column("end", "Change", lambda holding: _way_to_end(request, holding), missing=""),
    ]
    listing = Listing(
        request,
        queries.role_holdings(request.actor),
        columns,
        search=["user__name", "user__email"],
        default_sort="name",
        noun=("role held", "roles held"),
        filters=[
            Filter("state", "State", choices, apply=lambda rows, word: queries.standing_as(rows, word, today))
        ],
        exportable=False,
    )
    context = {
        "listing": listing,
        "may_write": _may_write(request),
        "failing": failing_lately(queries.people_of(request.actor), timezone.now()),
    }
    return render(request, "core/access/pages/people.jinja", context)


def _named(holding) -> Link:
    return Link(holding.user.name, reverse("core:access_person", args=[holding.user.public_id]))


@require_safe
@opens("USR", "r")
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one person to whoever looks after sign-ins: every role with its days and reasons, and what did not let them in."""
    found = queries.get_person(request.actor, public_id)
    held = queries.roles_of_person(request.actor, found)
    now = [each for each in held if queries.standing(each, request.actor.today) == "now"]
    # From where somebody tries to sign in is told to whoever looks after that, and to no other organisation of theirs.
    failed = failed_sign_ins(found) if queries.looks_after_sign_in(request.actor, found) else []
    context = {
        "person": found,
        "roles": [_with_reasons(each) for each in held],
        "works_here": bool(now),
        "has_begun": any(queries.standing(each, request.actor.today) != "later" for each in held),
        "failed": [
            [words.moment(each.at), each.get_outcome_display(), each.ip or "Not recorded"] for each in failed
        ],
        "may_write": _may_write(request) and found.pk != request.user.pk,
    }
    return render(request, "core/access/pages/person.jinja", context)


def _with_reasons(holding) -> list[str]:
    given = f"{holding.given_by.name}: {holding.reason or 'no reason recorded'}" if holding.given_by else ""
    ended = (
        f"{holding.ended_by.name}: {holding.end_reason or 'no reason recorded'}" if holding.ended_by else ""
    )
    last = words.day(holding.ends_on) if holding.ends_on else "No end set"
    return [role_names.in_words(holding.role), words.day(holding.starts_on), last, given, ended]


def _may_write(request: HttpRequest) -> bool:
    return queries.may(request.actor, Permission("USR", "w"), request.actor.organisation)


def _others_and_now(request: HttpRequest, holding) -> bool:
    standing = queries.standing(holding, request.actor.today)
    return _may_write(request) and holding.user_id != request.user.pk and standing != "past"


def _way_to_end(request: HttpRequest, holding) -> Link | str:
    return (
        Link("End", reverse("core:access_end", args=[holding.public_id]))
        if _others_and_now(request, holding)
        else ""
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("USR", "w")
def invite(request: HttpRequest) -> HttpResponse:
    """Give somebody a role, adding them first if they are new."""
    form = forms.Invite(
        posted(request),
        roles=[(role.key, role_names.in_words(role.key)) for role in queries.roles_to_give(request.actor)],
        today=request.actor.today,
    )
    if form.is_valid() and not may_try(request, "invite"):
        form.add_error(None, "You have given many roles within an hour. Wait a little, then go on.")
    return answer(
        request,
        form,
        lambda given: operations.invite(**given, by=request.actor, at=timezone.now()),
        template="core/access/pages/invite.jinja",
        context={},
        done=lambda holding: f"{holding.user.name} has the role {role_names.in_words(holding.role)}",
        to=_people,
    )


def _people(_: object) -> str:
    return reverse("core:access_people")


@require_http_methods(["GET", "HEAD", "POST"])
@opens("USR", "w")
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the last day of a role, then end it."""
    holding = queries.get_role_holding(request.actor, public_id, Permission("USR", "w"))
    return answer(
        request,
        forms.EndRole(posted(request), starts_on=holding.starts_on),
        lambda given: operations.end_role(holding=holding, **given, by=request.actor, at=timezone.now()),
        template="core/access/pages/end.jinja",
        context={"holding": holding, "role": role_names.in_words(holding.role)},
        done="The role is ended",
        to=_people,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("USR", "w")
def reset(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask whether a colleague's second factor should go, then take it away."""
    person = queries.get_colleague(request.actor, public_id, Permission("USR", "w"))
    return answer(
        request,
        forms.Sure(posted(request)),
        lambda _: operations.reset_second_factor(user=person, by=request.actor, at=timezone.now()),
        template="core/access/pages/reset.jinja",
        context={"person": person},
        done=f"{person.name} sets up a new second factor at their next sign-in",
        to=_people,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens("USR", "w")
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask whether a leaver's account should be closed, then end everything by which they come in."""
    person = queries.get_member_or_leaver(request.actor, public_id, Permission("USR", "w"))
    return answer(
        request,
        Form(posted(request)),
        lambda _: operations.close_account(user=person, by=request.actor, at=timezone.now()),
        template="core/access/pages/close.jinja",
        context={"person": person, "waiting": waiting_in_words(person, request.actor.acting_for)},
        done=f"{person.name} can no longer come in for your organisation",
        to=_people,
    )


@require_safe
@opens("SYS", "r")
def state(request: HttpRequest) -> HttpResponse:
    """Show the operator whether the product is well: jobs, workers, room on the disk."""
    context = {
        "state": health.state(timezone.now()),
        "version": settings.VERSION,
        "ended": [[in_words(each.task), each.why, words.number(each.count)] for each in ended()],
    }
    return render(request, "core/access/pages/state.jinja", context)
