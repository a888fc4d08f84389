"""The check before every change to a restricted record."""

from django.core.exceptions import PermissionDenied

from safeguarding.core.access.actor import Actor
from safeguarding.core.restricted import queries
from safeguarding.core.restricted.models import RestrictedRecord


def require(by: Actor, restricted: RestrictedRecord) -> None:
    """Refuse with a 403 unless the actor looks after the record's list, level and flags."""
    if not queries.may_manage(by, restricted):
        raise PermissionDenied("the list of a restricted record")
