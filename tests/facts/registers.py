"""What the proofs about posts, bodies and plans do: find a record, change it through its operation, read the page."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.act.strategy import operations as strategy
from safeguarding.act.strategy.models import Aim, Plan
from safeguarding.core.bodies import operations as bodies
from safeguarding.core.bodies.models import Body
from safeguarding.core.people import operations as people
from safeguarding.core.people.models import Post

NOW = timezone.now()
MANY = {"roles", "scope", "areas", "partners", "risks", "aliases"}


def case(fact: str, *values: Any):
    """Return one case of a proof that stands for a fact."""
    return pytest.param(*values, marks=pytest.mark.proves(fact), id=fact)


def details(of: type, row: Any, **changed: Any) -> Any:
    """Return what a record says, as its form would send it, with something changed."""
    told = {}
    for name in of.__dataclass_fields__:
        value = getattr(row, name)
        told[name] = list(value.all()) if name in MANY else value
    if "aliases" in told:
        told["aliases"] = tuple(alias.name for alias in told["aliases"])
    return of(**(told | changed))


def post(demo, seed: str, title: str) -> Post:
    """Return a commissioner's post by its title, in the context of its head of safeguarding."""
    demo.actor(seed)
    return Post.objects.get(organisation=demo.commissioner(seed), title=title)


def change_post(demo, seed: str, found: Post, **changed: Any) -> Post:
    """Change a post through its operation."""
    found.refresh_from_db()
    new = details(people.PostDetails, found, **changed)
    return people.change_post(post=found, version=found.version, details=new, by=demo.actor(seed), at=NOW)


def body(demo, seed: str, name: str) -> Body:
    """Return a commissioner's body by its name."""
    demo.actor(seed)
    return Body.objects.get(organisation=demo.commissioner(seed), name=name)


def change_body(demo, seed: str, found: Body, **changed: Any) -> Body:
    """Change a body through its operation."""
    new = details(bodies.BodyDetails, found, **changed)
    return bodies.change_body(body=found, version=found.version, details=new, by=demo.actor(seed), at=NOW)


def plan(demo, seed: str, title: str) -> Plan:
    """Return a plan by its title."""
    demo.actor(seed)
    return Plan.objects.get(title=title, organisation__in=(demo.commissioner(seed), demo.home(seed)))


def aim(of: Plan, words: str) -> Aim:
    """Return a plan's aim by some of its words."""
    return of.aims.select_related("plan", "parent").get(title__contains=words)


def change_aim(demo, seed: str, found: Aim, **changed: Any) -> Aim:
    """Change an aim through its operation."""
    new = details(strategy.AimDetails, found, **changed)
    return strategy.change_aim(aim=found, version=found.version, details=new, by=demo.actor(seed), at=NOW)


def plan_page(demo, seed: str, of: Plan) -> str:
    """Return what the page of a plan says."""
    return demo.page(seed, reverse("act:strategy_plan", args=[of.public_id]))


def post_page(demo, seed: str, found: Post) -> str:
    """Return what the page of a post says."""
    return demo.page(seed, reverse("core:people_post", args=[found.public_id]))


def body_page(demo, seed: str, found: Body) -> str:
    """Return what the page of a body says."""
    return demo.page(seed, reverse("core:bodies_body", args=[found.public_id]))


def chart_page(demo, seed: str) -> str:
    """Return what the page of the commissioner's governance chart says."""
    return demo.page(seed, reverse("core:bodies_chart") + f"?of={demo.commissioner(seed).public_id}")
