"""Reads of what was concluded."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.assure.conclusions.models import Conclusion
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations.models import Organisation

READ = Permission("GOV", "r")


def conclusions(actor: Actor, permission: Permission = READ) -> QuerySet[Conclusion]:
    """Return the conclusions that this person may read, the latest period first."""
    found = Conclusion.rows(actor, permission).select_related("organisation", "concluded_by")
    return found.order_by("-ends_on", "subject", "id")


def get_conclusion(actor: Actor, public_id: UUID, permission: Permission = READ) -> Conclusion:
    """Return one conclusion, or 404 so that nobody learns that it exists."""
    try:
        return conclusions(actor, permission).get(public_id=public_id)
    except Conclusion.DoesNotExist:
        raise Http404 from None


def concluded(
    actor: Actor, organisation: Organisation, first: date, last: date
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what an organisation concluded of exactly this period: the sentence, the reason and the background."""
    found = conclusions(actor).filter(organisation=organisation, starts_on=first, ends_on=last)
    return [(each.words, each.reason, tuple(each.background)) for each in found]
