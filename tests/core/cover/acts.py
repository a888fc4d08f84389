"""A leaver with a post and open work, for the tests of hand-overs."""

from datetime import date, timedelta

from django.utils import timezone

from safeguarding.act.actions import operations as actions
from safeguarding.core.access.operations import give_role
from safeguarding.core.cover.models import Handover
from safeguarding.core.people.operations import hold_post
from tests.collect.assessments import acts as rounds
from tests.core.people.acts import post


def busy(world):
    """Give Dana a post with an action, an action of no post, and an open round; return the post."""
    held = post(world, "Designated nurse for children")
    hold(world, held, world.dana)
    by, now = world.actor("dana"), timezone.now()
    due = by.today + timedelta(days=30)
    place = world.wyvern
    actions.open_action(
        organisation=place, title="With the post", due_on=due, post=held, owner_post=held.title, by=by, at=now
    )
    actions.open_action(
        organisation=place, title="Without a post", due_on=due, owner_post="Somebody", by=by, at=now
    )
    rounds.issue(world, "riverside")
    return held


def hold(world, found, person, starts_on=date(2024, 1, 1)):
    """Let a member of the cast hold a post."""
    return hold_post(
        post=found,
        holder=person.name,
        user=person,
        kind="SUBSTANTIVE",
        starts_on=starts_on,
        ends_on=None,
        by=world.actor("hana"),
        at=timezone.now(),
    )


def give(world, person, role):
    """Give a member of the cast one more role at Wyvern."""
    by = world.actor("una")
    give_role(user=person, organisation=world.wyvern, role=role, starts_on=by.today, by=by, at=timezone.now())


def address(person) -> str:
    """Return where a person's work is handed over."""
    return f"/core/cover/people/{person.public_id}/hand-over/"


def filled(to, closes="now", last_on=None, **more):
    """Return the form as an administrator fills it in."""
    typed = {
        "to": to if to == "next" else str(to.public_id),
        "kind": "ACTING",
        "closes": closes,
        "sure": "on",
    }
    return typed | ({"last_on": last_on.isoformat()} if last_on else {}) | more


def hand_over(world, client, person, **typed) -> Handover:
    """Hand somebody's work over as Una does."""
    client.force_login(world.una)
    response = client.post(address(person), filled(**typed))
    assert response.status_code == 302, response.content.decode()
    world.actor("una")
    return Handover.objects.get(person=person)
