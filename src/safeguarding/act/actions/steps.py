"""What every operation on an action begins and ends with: may this person, does its state allow it, what happened."""

from datetime import datetime

from safeguarding.act.actions.models import Action, ActionStep
from safeguarding.core.access import queries as access
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.refusals import Refused


class CannotMove(Refused):
    """The action's state does not allow this."""


def require(by: Actor, permission: Permission, action: Action) -> None:
    """Whoever opened an action works on it by their rights at home; others by their rights over its owner."""
    opened_here = Organisation.objects.filter(access.is_mine(by, "pk"), pk=action.opener_id).exists()
    access.require(by, permission, action.opener if opened_here else action.organisation)


def allows(by: Actor, permission: Permission, action: Action) -> bool:
    """Test what `require` would refuse, so that a page offers only what can be done."""
    return any(access.may(by, permission, side) for side in (action.opener, action.organisation))


def take_live(action: Action) -> Action:
    """
    Lock an action that somebody adds to.

    :raises CannotMove: if it is closed or cancelled.
    """
    fresh = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if fresh.state in (Action.State.CLOSED, Action.State.CANCELLED):
        raise CannotMove(
            f"This action is {fresh.get_state_display().lower()}. Reopen it before you add to it."
        )
    return fresh


def sides(action: Action) -> list[Organisation]:
    """Return the two organisations that an action concerns."""
    return [action.organisation, action.opener]


def write(
    action: Action,
    kind: str,
    by: Actor,
    at: datetime,
    text: str = "",
    *,
    url: str = "",
    single_handed_reason: str = "",
) -> ActionStep:
    """Add a line to an action's timeline."""
    step = ActionStep(
        action=action,
        kind=kind,
        state=action.state,
        text=text,
        url=url,
        single_handed_reason=single_handed_reason,
        taken_at=at,
        taken_by=by.user,
    )
    step.save(force_insert=True)
    return step
