"""Reads of the risk register."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from safeguarding.act.risks.models import Risk
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.organisations.models import Organisation

READ = Permission("RSK", "r")


def risks(actor: Actor, permission: Permission = READ) -> QuerySet[Risk]:
    """Return the risks that this person may see, the open ones with the highest score first."""
    return (
        Risk.rows(actor, permission)
        .select_related("organisation", "owner")
        .annotate(points=F("likelihood") * F("impact"))
        .order_by(F("closed_on").asc(nulls_first=True), F("points").desc(nulls_last=True), "title", "id")
    )


def get_risk(actor: Actor, public_id: UUID, permission: Permission = READ) -> Risk:
    """Return one risk, or 404 so that nobody learns that it exists."""
    try:
        return risks(actor, permission).get(public_id=public_id)
    except Risk.DoesNotExist:
        raise Http404 from None


def to_choose(actor: Actor, organisation: Organisation) -> list[Risk]:
    """Return an organisation's risks that a priority may make smaller; none for those who may not see risks."""
    if not may_anywhere(actor, READ):
        return []
    return list(risks(actor).filter(organisation=organisation))


def to_review(rows: QuerySet[Risk], today: date) -> QuerySet[Risk]:
    """Keep the open risks whose day of review has come, or that have none."""
    return rows.filter(Q(review_on__lte=today) | Q(review_on=None), closed_on=None)


def count_to_review(actor: Actor) -> int:
    """Count the open risks of the acting organisation that are past their review."""
    return risks(actor).filter(closed_on=None, review_on__lt=actor.today).count()


@dataclass(frozen=True)
class RiskLine:
    """One risk as a report tells it."""

    key: str
    title: str
    scope: str
    cohorts: tuple[str, ...]
    band: str
    score: int | None
    mitigation: str
    priorities: tuple[str, ...]


def risks_in(actor: Actor, organisation: Organisation, first: date, last: date) -> list[RiskLine]:
    """Return the risks of an organisation that were open on some of these days, with the priorities that answer them."""
    if not may_anywhere(actor, READ):
        return []
    open_then = Q(closed_on=None) | Q(closed_on__gte=first)
    found = risks(actor).filter(open_then, organisation=organisation, raised_on__lte=last)
    return [
        RiskLine(
            key=str(risk.public_id),
            title=risk.title,
            scope=risk.get_scope_display(),
            cohorts=tuple(risk.cohorts),
            band=risk.band[0],
            score=risk.score,
            mitigation=risk.mitigation,
            priorities=tuple(aim.title for aim in risk.aims.all()),
        )
        for risk in found.prefetch_related("aims")
    ]
