"""A leaver with a post and open work, for the tests of hand-overs."""

from datetime import date, timedelta

from django.utils import timezone

from safeguarding.act.actions import operations as actions
from safeguarding.act.strategy import operations as strategy
from safeguarding.core.access.operations import give_role
from safeguarding.core.bodies import operations as bodies
from safeguarding.core.cover.models import Handover
from safeguarding.core.people.operations import hold_post
from tests.act.strategy.acts import aim, plan
from tests.collect.assessments import acts as rounds
from tests.core.people.acts import body, post


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


def towards_the_plans(world, held, *, over=False) -> None:
    """Give a post an aim, an activity, a project and a seat on a committee; or all of them as long over."""
    by, at = world.actor("hana"), timezone.now()
    today = by.today
    last = today - timedelta(days=1) if over else today + timedelta(days=30)
    found = plan(world, starts_on=today - timedelta(days=60), ends_on=last)
    aim(world, of=found, lead=held)
    first = today - timedelta(days=60)
    mine = {"organisation": world.wyvern, "by": world.actor("hana"), "at": at}
    strategy.log_activity(text="Keep everybody safe", starts_on=first, ends_on=last, owner=held, **mine)
    made = strategy.open_project(title="Transitions", trigger="OWN", items=["Pathway"], leads=[held], **mine)
    for item in made.items.all() if over else ():
        strategy.complete_item(item=item, completed_on=today, by=mine["by"], at=at)
    committee = body(world)
    bodies.add_seat(body=committee, post=held, starts_on=first, ends_on=last, by=mine["by"], at=at)


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
