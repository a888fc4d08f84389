"""The seats on committees that belong to a person's posts; they go with the post."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import on_day
from safeguarding.core.bodies.models import Seat
from safeguarding.core.cover.work import Kind, register
from safeguarding.core.people.models import User
from safeguarding.core.people.queries import posts_held_by


def seats_of_posts(person: User, day: date) -> Q:
    """Return the condition that a seat is that of a post which the person holds, and is held today."""
    return on_day(day) & Q(post__in=posts_held_by(person, day))


register(
    Kind(
        "seats-of-posts",
        "seat on a committee of their posts",
        "seats on committees of their posts",
        Seat,
        Permission("GOV", "w"),
        seats_of_posts,
        lambda row: reverse("core:bodies_body", args=[row.body.public_id]),
        goes_with_post=True,
        owner="body__organisation",
    )
)
