"""Reads of alerts about adults at risk."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.collect.alerts.models import AdultAlert
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission

READ = Permission("ADU", "r")


def alerts(actor: Actor, permission: Permission = READ) -> QuerySet[AdultAlert]:
    """Return the alerts that this actor may see, the latest first."""
    return AdultAlert.rows(actor, permission).select_related("organisation").order_by("-raised_on", "-id")


def get_alert(actor: Actor, public_id: UUID, permission: Permission = READ) -> AdultAlert:
    """Return one alert, or 404 so that nobody learns that it exists."""
    try:
        return alerts(actor, permission).get(public_id=public_id)
    except AdultAlert.DoesNotExist:
        raise Http404 from None
