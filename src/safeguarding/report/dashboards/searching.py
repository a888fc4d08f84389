"""
Search over what one person may see: each kind of record through its own query, which knows who asks.

Nothing restricted is found here: an ordinary page's ceiling lies below it, in the querysets and in the database. What
lies beyond a person's reach is not found, not counted and not hinted at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from safeguarding.act import api as act
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.bodies.models import Body
from safeguarding.core.organisations.queries import organisations
from safeguarding.core.people.models import Post
from safeguarding.report.papers.queries import papers

SHORTEST = 2  # letters
MOST_OF_A_KIND = 10


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    text: str
    detail: str
    url: str


@dataclass(frozen=True)
class Kind:
    """One kind of record: its heading, its page, the fields that are searched and its query."""

    heading: str
    resource: str
    name: str
    fields: tuple[str, ...]
    rows: Callable[[Actor], QuerySet]

    def hits(self, actor: Actor, wanted: str) -> list[Hit]:
        """Return the first records of this kind that hold the words and that the actor may see."""
        if not may_anywhere(actor, Permission(self.resource, "r")):
            return []
        holding = Q()
        for field in self.fields:
            holding |= Q(**{f"{field}__icontains": wanted})
        rows: Iterable = self.rows(actor).filter(holding).distinct()[:MOST_OF_A_KIND]
        return [Hit(str(row), _place(row), reverse(self.name, args=[row.public_id])) for row in rows]


def _place(row) -> str:
    owner = getattr(row, "organisation", None)
    return owner.name if owner else ""


KINDS = (
    Kind("Organisations", "ORG", "core:organisations_show", ("name",), organisations),
    Kind("Posts", "GOV", "core:people_post", ("title",), Post.rows),
    Kind("Bodies", "GOV", "core:bodies_body", ("name",), Body.rows),
    Kind(
        "Self-assessments",
        "SELF",
        "collect:assessments_read",
        ("organisation__name", "framework__title"),
        collect.assessments,
    ),
    Kind("Reviews", "REV", "collect:reviews_show", ("label", "theme"), collect.reviews),
    Kind("Actions", "ACT", "act:actions_show", ("title",), act.Action.rows),
    Kind("Plans", "GOV", "act:strategy_plan", ("title",), act.Plan.rows),
    Kind("Aims", "GOV", "act:strategy_aim", ("title",), act.Aim.rows),
    Kind("Papers", "RPT", "report:papers_show", ("title",), papers),
)


def found(actor: Actor, wanted: str) -> list[tuple[str, list[Hit]]]:
    """Return what was found, by kind; nothing for less than two letters."""
    if len(wanted) < SHORTEST or actor.organisation is None:
        return []
    return [(kind.heading, hits) for kind in KINDS if (hits := kind.hits(actor, wanted))]
