"""What a post has still to do towards the plans: its aims, activities and projects; they go with the post."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from safeguarding.act.strategy.models import Activity, Aim, Project
from safeguarding.core.access.policy import Permission
from safeguarding.core.cover.work import Kind, register
from safeguarding.core.people.models import User
from safeguarding.core.people.queries import posts_held_by

WRITE = Permission("GOV", "w")


def aims_led(person: User, day: date) -> Q:
    """Return the condition that an aim of a plan which is not over is led by a post that the person holds."""
    lasting = Q(plan__ends_on=None) | Q(plan__ends_on__gte=day)
    return Q(lead__in=posts_held_by(person, day)) & lasting


def activities_owned(person: User, day: date) -> Q:
    """Return the condition that an activity which is not over is that of a post that the person holds."""
    return Q(owner__in=posts_held_by(person, day), ends_on__gte=day)


def projects_led(person: User, day: date) -> Q:
    """Return the condition that a project with something still to do is led by a post that the person holds."""
    to_do = Q(completed_on=None) & (Q(items=None) | Q(items__completed_on=None))
    return Q(leads__in=posts_held_by(person, day)) & to_do


register(
    Kind(
        "aims-of-posts",
        "aim that their posts lead",
        "aims that their posts lead",
        Aim,
        WRITE,
        aims_led,
        lambda row: reverse("act:strategy_aim", args=[row.public_id]),
        goes_with_post=True,
    )
)
register(
    Kind(
        "activities-of-posts",
        "activity of their posts that goes on",
        "activities of their posts that go on",
        Activity,
        WRITE,
        activities_owned,
        lambda row: reverse("act:strategy_activities"),
        goes_with_post=True,
    )
)
register(
    Kind(
        "projects-of-posts",
        "project that their posts lead",
        "projects that their posts lead",
        Project,
        WRITE,
        projects_led,
        lambda row: reverse("act:strategy_projects"),
        goes_with_post=True,
    )
)
