"""An action of Riverside's, opened by Wyvern, for tests that start from there."""

from datetime import timedelta

from django.utils import timezone

from safeguarding.act.actions import operations, queries


def opened(world, organisation="riverside", by="dana", due=30, title="Rewrite the policy"):
    """Open an action."""
    actor = world.actor(by)
    return operations.open_action(
        organisation=getattr(world, organisation),
        title=title,
        due_on=actor.today + timedelta(days=due),
        owner_post="Named nurse",
        by=actor,
        at=timezone.now(),
    )


def move(world, action, step, by, **words):
    """Take one step with an action as it stands."""
    actor = world.actor(by)
    fresh = queries.get_action(actor, action.public_id)
    return step(action=fresh, version=fresh.version, text="Said", by=actor, at=timezone.now(), **words)
