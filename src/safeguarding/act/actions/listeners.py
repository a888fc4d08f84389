"""Tells people of actions that wait for them; what is entered about the past is news to nobody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from safeguarding.act.actions import queries
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit.operations import when
from safeguarding.core.notices import operations as notices

NEWS = timedelta(days=7)
WHO_ACTS = ("R02", "R03", "R06", "R08", "R15", "R16", "R19", "R20")
WHO_CLOSES = ("R02", "R03", "R06", "R15")


@when("action.opened")
@job()
def tell_who_is_to_act(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell an organisation that an action was assigned to it."""
    _tell(by, about, at, "action.assigned")


@when("action.moved")
@job()
def tell_who_closes(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell whoever opened an action that it waits for a second person."""
    _tell(by, about, at, "action.to-close")


def _tell(by: Actor, about: str, at: str, kind: str) -> None:
    if datetime.fromisoformat(at) <= timezone.now() - NEWS:
        return
    action = queries.get_action(by, UUID(about.rpartition(":")[2]))
    closing = kind == "action.to-close"
    if closing and action.state != "AWAITING_CHECK":
        return
    notices.tell(
        organisation=action.opener if closing else action.organisation,
        kind=kind,
        url=reverse("act:actions_show", args=[action.public_id]),
        roles=WHO_CLOSES if closing else WHO_ACTS,
        by=by,
        at=timezone.now(),
    )
