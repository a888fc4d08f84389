"""What the tests of posts and bodies do first."""

from datetime import date

from django.utils import timezone

from safeguarding.core.bodies import operations as bodies
from safeguarding.core.bodies.operations import BodyDetails
from safeguarding.core.people import operations as people
from safeguarding.core.people.operations import PostDetails

NOW = timezone.now()
CAST = [("hana", 200), ("bo", 200), ("pat", 404), ("olga", 404), ("oscar", 404)]
WRITERS = [("hana", 200), ("adi", 200), ("bo", 404), ("pat", 404), ("olga", 404)]


def post(world, title="Named GP", **more):
    """Open a post at Wyvern; the context stays that of its head of safeguarding."""
    by = world.actor("hana")
    details = PostDetails(title=title, **more)
    return people.open_post(organisation=by.organisation, details=details, by=by, at=NOW)


def held(world, found, **more):
    """Let somebody hold a post."""
    told = {"holder": "Holly Holder", "kind": "SUBSTANTIVE", "starts_on": date(2024, 1, 1), "ends_on": None}
    return people.hold_post(post=found, **(told | more), by=world.actor("hana"), at=NOW)


def body(world, name="Quality Committee", kind="COMMITTEE", **more):
    """Open a body at Wyvern."""
    by = world.actor("hana")
    details = BodyDetails(name=name, kind=kind, **more)
    return bodies.open_body(organisation=by.organisation, details=details, by=by, at=NOW)


def text(client, address, **asked):
    """Return what a page says."""
    response = client.get(address, asked)
    assert response.status_code == 200, response.status_code
    return response.content.decode()
