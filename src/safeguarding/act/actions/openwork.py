"""The actions that a person holds open: those of their posts, and those without a post that they were last to work on."""

from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from safeguarding.act.actions.models import Action, ActionStep
from safeguarding.act.actions.queries import LIVE, WRITE
from safeguarding.core.cover.work import Kind, register
from safeguarding.core.people.models import User
from safeguarding.core.people.queries import posts_held_by


def of_their_posts(person: User, day: date) -> Q:
    """Return the condition that an action is to be done by a post that the person holds."""
    return Q(state__in=LIVE, post__in=posts_held_by(person, day))


def last_worked_on(person: User, day: date) -> Q:
    """Return the condition that an action is no post's and that the person wrote the last line of it."""
    steps = ActionStep.objects.filter(action=OuterRef("pk")).order_by("-taken_at", "-id")
    mine = Action.objects.filter(post=None).annotate(last=Subquery(steps.values("taken_by")[:1]))
    return Q(state__in=LIVE, pk__in=mine.filter(last=person.pk).values("pk"))


def address(action: Action) -> str:
    """Return where an action is worked on."""
    return reverse("act:actions_show", args=[action.public_id])


register(
    Kind(
        "actions-of-posts",
        "open action of their posts",
        "open actions of their posts",
        Action,
        WRITE,
        of_their_posts,
        address,
        goes_with_post=True,
    )
)
register(
    Kind(
        "actions",
        "open action that they were last to work on",
        "open actions that they were last to work on",
        Action,
        WRITE,
        last_worked_on,
        address,
    )
)
