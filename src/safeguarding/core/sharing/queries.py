"""Reads of shares: what an organisation lets others see, and what others let it see."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from safeguarding.core.access import lasting
from safeguarding.core.access import queries as access
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.models import Share
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import our_models, reach_of
from safeguarding.core.organisations.models import Organisation

# What the pages call the kinds of record that can be shared: columns of the access matrix.
WORDS = {
    "ACT": "Actions",
    "REV": "Reviews and their learning",
    "SELF": "Self-assessments that were sent",
    "VIS": "Visits and inspections",
}


def kinds() -> list[str]:
    """Return the kinds of record that an organisation may share, by their column in the access matrix."""
    ours = [model for model in our_models() if issubclass(model, Reachable)]
    return sorted({model.resource for model in ours if reach_of(model).shared})


def kinds_to_share(actor: Actor) -> list[tuple[str, str]]:
    """Return what the actor may share of their own organisation's, in words."""
    return [(key, WORDS[key]) for key in kinds() if may_share(actor, key)]


def may_share(actor: Actor, resource: str) -> bool:
    """Tell whether the actor may share this kind of record of their own organisation."""
    return access.may(actor, Permission(resource, "w"), actor.organisation)


def shares(actor: Actor) -> QuerySet[Share]:
    """Return the shares that the acting organisation gave or was given, the latest first."""
    return (
        Share.objects.filter(Q(organisation=actor.organisation) | Q(shared_with=actor.organisation))
        .select_related("organisation", "shared_with", "given_by")
        .order_by("-starts_on", "-id")
    )


def get_share_to_end(actor: Actor, public_id: UUID) -> Share:
    """Return a share of ours that has not ended and that the actor may end, or 404."""
    ours = shares(actor).filter(lasting.not_over(actor.today), organisation=actor.organisation)
    found = ours.filter(public_id=public_id).first()
    if found is None or not may_share(actor, found.resource):
        raise Http404
    return found


def standing(actor: Actor, resource: str, shared_with: Organisation) -> QuerySet[Share]:
    """Return the shares of this kind with this organisation that stand or will."""
    return Share.objects.filter(
        lasting.not_over(actor.today),
        organisation=actor.organisation,
        shared_with=shared_with,
        resource=resource,
    )


def partners(actor: Actor) -> list[Organisation]:
    """
    Return the organisations with which something may be shared, by name.

    Those whose people hold roles that reach what is shared with them: partnerships, councils, police, regulators. A
    commissioner reads by its contract, and a provider nothing of another's.
    """
    found = Organisation.objects.filter(kind__is_commissioner=False, kind__is_provider=False, closed_on=None)
    found = found.exclude(kind__key__in=("area", "deployment")).exclude(pk=actor.acting_for.pk)
    return list(found.select_related("kind").order_by("name", "pk"))
