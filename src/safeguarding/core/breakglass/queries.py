"""Reads about broken glass: one's own open record, what waits to be judged, what was opened."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Now, TruncMonth
from django.http import Http404

from safeguarding.core.access import policy
from safeguarding.core.access import queries as access
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.breakglass import rules
from safeguarding.core.breakglass.models import Opening
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import PostHolding, ReportingLine, User
from safeguarding.core.restricted.models import Exclusion, RestrictedRecord
from safeguarding.core.restricted.queries import model_of
from safeguarding.kit.pages import words


def may_at_all(actor: Actor) -> bool:
    """Tell whether any role of the actor may break the glass of anything."""
    return any(policy.reach(actor.roles, Permission(resource, "b")) for resource in policy.resources())


def require(by: Actor) -> None:
    """Refuse with a 403 unless a role of the actor may break the glass of something."""
    if not may_at_all(by):
        raise PermissionDenied("break-glass")


def by_reference(reference: str) -> RestrictedRecord | None:
    """Return the record with exactly this reference, if the organisation may know of it; nothing is searched for."""
    return (
        RestrictedRecord.objects.select_related("organisation")
        .filter(reference=reference.strip().upper(), disposal__isnull=True)
        .first()
    )


def is_within_reach(actor: Actor, owner: Organisation) -> bool:
    """Tell whether a record's owner is the acting organisation, or a provider under contract with it."""
    own = Organisation.objects.filter(access.is_mine(actor, "pk"), pk=owner.pk)
    return own.exists() or access.contracted(actor).filter(provider=owner).exists()


def is_excluded(actor: Actor, record: UUID) -> bool:
    """Tell whether the actor is kept from a record."""
    return Exclusion.objects.filter(record=record, user=actor.user, ended_at=None).exists()


def lately(at: datetime, **whose: object) -> int:
    """
    Return how many openings there were since 24 hours before a moment.

    Whoever waited for others to open is told the time at which they began: what was stored meanwhile counts too.
    """
    return Opening.objects.filter(opened_at__gt=at - rules.WITHIN, **whose).count()


def suspended(actor: Actor) -> bool:
    """Tell whether the actor's right to break the glass is suspended."""
    earlier = Opening.objects.filter(opened_by=actor.user)
    judged = [rules.Judged(*row) for row in earlier.values_list("decide_by_day", "is_justified")]
    return rules.is_suspended(judged, actor.today)


def get_open(actor: Actor, public_id: UUID) -> Opening:
    """Return one's own opening while its hour lasts, or 404."""
    mine = Opening.objects.filter(opened_by=actor.user, organisation=actor.organisation, until__gt=Now())
    found = mine.filter(public_id=public_id).select_related("restricted", "owner").first()
    if found is None or is_excluded(actor, found.record):
        raise Http404
    return found


def opened_row(opening: Opening):
    """Return the record that was opened; the database lets it through for this person alone, for this hour."""
    found = model_of(opening.restricted.kind)._default_manager.filter(public_id=opening.record).first()
    if found is None:
        raise Http404
    return found


def openings(actor: Actor) -> QuerySet[Opening]:
    """Return the openings that the actor may look over: of their organisation's people, and of its records."""
    related = Opening.objects.select_related("restricted", "opened_by", "judged_by", "organisation", "owner")
    # Whoever is kept from a record does not learn that somebody looked into it either, whatever their role.
    found = related.exclude(record__in=access.kept_from(actor)).order_by("-opened_at", "-id")
    if actor.roles & {policy.GUARDIAN_ROLE, policy.GOVERNANCE_ROLE}:
        return found.filter(access.is_mine(actor, "organisation") | access.is_mine(actor, "owner"))
    return found.filter(opened_by=actor.user, organisation=actor.organisation)


def months(found: QuerySet[Opening]) -> list[tuple[str, str]]:
    """Return the months in which something was opened, the latest first, as a filter offers them."""
    days = found.order_by().annotate(month=TruncMonth("opened_at")).values_list("month", flat=True)
    return [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in sorted(set(days), reverse=True)]


def in_month(found: QuerySet[Opening], month: str) -> QuerySet[Opening]:
    """Return what was opened in a month such as "2026-11"."""
    year, number = map(int, month.split("-"))
    return found.filter(opened_at__year=year, opened_at__month=number)


def get_to_judge(actor: Actor, public_id: UUID) -> Opening:
    """Return an opening by the organisation's own people that the Caldicott Guardian may judge, or 404."""
    found = openings(actor).filter(access.is_mine(actor, "organisation"), public_id=public_id).first()
    if found is None or policy.GUARDIAN_ROLE not in actor.roles:
        raise Http404
    return found


def line_managers(actor: Actor) -> list[User]:
    """Return who holds the posts to which the actor's own posts report today."""
    held = PostHolding.objects.filter(access.on_day(actor.today), post__organisation=actor.organisation)
    posts = held.filter(user=actor.user).values("post_id")
    lines = ReportingLine.objects.filter(post__in=posts, to_post__isnull=False).values("to_post_id")
    managers = held.filter(post__in=lines, user__isnull=False).exclude(user=actor.user).values("user_id")
    return list(User.objects.filter(pk__in=managers, is_active=True).order_by("name"))


def shown(row: models.Model, restricted: RestrictedRecord) -> list[dict[str, object]]:
    """Return the words of an opened record; what says where somebody lives is never shown in this way."""
    hidden = getattr(row, "SAFE_ADDRESS", ()) if restricted.has_safe_address else ()
    found = []
    for column in row._meta.concrete_fields:
        if column.is_relation or column.name in NOT_WORDS or column.name in hidden:
            continue
        display = getattr(row, f"get_{column.name}_display", None)
        value = display() if display else getattr(row, column.name)
        if value not in (None, ""):
            name = str(column.verbose_name).capitalize()
            found.append({"key": name, "value": words.day(value) if isinstance(value, date) else value})
    return found


NOT_WORDS = frozenset({"id", "public_id", "version"})
