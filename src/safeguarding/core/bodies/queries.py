"""Reads of bodies: who sits where, which feeds which, and the governance chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.bodies.models import AssuranceInput, Body, BodyEdge, Seat
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people import queries as people
from safeguarding.core.people.models import Post, ReportingLine
from safeguarding.kit.charts.hierarchy import Node, hierarchy, sentences

READ = Permission("GOV", "r")
P = TypeVar("P", Seat, BodyEdge, AssuranceInput)  # the parts of a body
UPWARDS = (BodyEdge.Kind.REPORTS_TO, BodyEdge.Kind.OVERSEEN_BY, BodyEdge.Kind.PART_OF)


@dataclass(frozen=True)
class Edge:
    """One line of a governance chart in words."""

    start: str
    verb: str
    end: str

    def __str__(self) -> str:
        return f"{self.start} {self.verb} {self.end}"


@dataclass(frozen=True)
class GovernanceChart:
    """
    An organisation's governance: committees in one column, accountable individuals in the other, and what feeds them.

    :param structures: the committees' boxes.
    :param individuals: the boxes of posts and teams that answer to posts.
    :param inputs: pairs of what feeds and the body that it feeds.
    """

    title: str
    structures: tuple[Node, ...]
    individuals: tuple[Node, ...]
    edges: tuple[Edge, ...]
    inputs: tuple[tuple[str, str], ...]

    def svg(self) -> str:
        """Draw it; nothing is drawn without a committee."""
        if not self.structures:
            return ""
        return hierarchy(self.title, self.structures, self.individuals, " ".join(self.words()))

    def words(self) -> list[str]:
        """Say the chart in words: every box, every line and every input."""
        said = sentences([*self.structures, *self.individuals])
        return said + [f"Input to {body}: {name}." for name, body in self.inputs]

    def alone(self) -> list[str]:
        """Return the boxes that no line joins to another, so that a list of lines leaves nobody out."""
        joined = {name for edge in self.edges for name in (edge.start, edge.end)}
        return [node.name for node in (*self.structures, *self.individuals) if node.name not in joined]


def bodies(actor: Actor, permission: Permission = READ) -> QuerySet[Body]:
    """Return the bodies that this person, acting for this organisation, may look at, from the top down."""
    return (
        Body.rows(actor, permission)
        .select_related("organisation", "host", "chair_post", "chair_organisation", "predecessor")
        .prefetch_related("aliases")
        .order_by("organisation__name", "place", "name", "id")
    )


def standing(found: QuerySet[Body], on: date) -> QuerySet[Body]:
    """Narrow bodies to those that had not ended before a day; a start is only partly known, so it does not narrow."""
    return found.filter(Q(ends_on=None) | Q(ends_on__gte=on))


def called(found: QuerySet[Body], words: str) -> QuerySet[Body]:
    """Narrow bodies to those whose name, or another of their names, holds these words."""
    return found.filter(Q(name__icontains=words) | Q(aliases__name__icontains=words)).distinct()


def get_body(actor: Actor, public_id: UUID, permission: Permission = READ) -> Body:
    """Return one body, or 404 so that nobody learns that it exists."""
    try:
        return bodies(actor, permission).get(public_id=public_id)
    except Body.DoesNotExist:
        raise Http404 from None


def get_part(actor: Actor, model: type[P], pk: int, permission: Permission = READ) -> P:
    """Return a seat, a line or an input of a body, or 404."""
    try:
        return model.rows(actor, permission).select_related("body__organisation").get(pk=pk)
    except model.DoesNotExist:
        raise Http404 from None


def by_name(actor: Actor, organisation: Organisation, name: str) -> Body:
    """Return an organisation's body by any of its names."""
    found = bodies(actor).filter(organisation=organisation)
    return found.filter(Q(name=name) | Q(aliases__name=name)).distinct().get()


def seats(body: Body) -> list[Seat]:
    """Return the seats of a body: statutory partners first."""
    found = body.seats.select_related("post", "organisation__kind")
    return list(found.order_by("-is_statutory_partner", "organisation__name", "post__place", "id"))


def edges(actor: Actor, organisation: Organisation) -> list[BodyEdge]:
    """Return every line between the bodies of an organisation."""
    found = BodyEdge.rows(actor, READ).filter(body__organisation=organisation)
    return list(found.select_related("body", "to").order_by("body__place", "body__name", "to__place", "id"))


def edges_of(body: Body) -> list[BodyEdge]:
    """Return the lines that start or end at a body."""
    found = BodyEdge.objects.filter(Q(body=body) | Q(to=body)).select_related("body", "to")
    return list(found.order_by("kind", "body__place", "to__place", "id"))


def inputs(actor: Actor, organisation: Organisation) -> list[AssuranceInput]:
    """Return what feeds the bodies of an organisation besides other bodies."""
    found = AssuranceInput.rows(actor, READ).filter(body__organisation=organisation)
    return list(found.select_related("body").order_by("body__place", "place", "id"))


def partnerships(actor: Actor, organisation: Organisation, on: date) -> list[Seat]:
    """Return the seats that an organisation, or one of its posts, has on boards and partnerships."""
    found = Seat.rows(actor, READ).filter(Q(organisation=organisation) | Q(post__organisation=organisation))
    found = found.filter(body__kind__in=(Body.Kind.PARTNERSHIP, Body.Kind.BOARD, Body.Kind.PANEL))
    found = found.filter(Q(body__ends_on=None) | Q(body__ends_on__gte=on))
    return list(found.select_related("body__host", "post", "organisation").order_by("body__name", "id"))


def governance_chart(actor: Actor, organisation: Organisation, on: date) -> GovernanceChart:
    """Return the governance chart of an organisation as it stood on a day."""
    shown = list(standing(bodies(actor).filter(organisation=organisation, on_chart=True), on))
    committees = [body for body in shown if body.kind != Body.Kind.TEAM]
    teams = [body for body in shown if body.kind == Body.Kind.TEAM]
    drawn = {body.pk for body in shown}
    between = [e for e in edges(actor, organisation) if e.body_id in drawn and e.to_id in drawn]
    lines = people.lines(actor, organisation)
    structures = tuple(_committee(body, between) for body in committees)
    individuals = tuple(_individuals(people.posts_of(actor, organisation, on), teams, lines, drawn))
    return GovernanceChart(
        title=f"Safeguarding governance of {organisation.name}",
        structures=structures,
        individuals=individuals,
        edges=tuple(_edges(between, individuals, structures)),
        inputs=tuple((fed.name, fed.body.name) for fed in inputs(actor, organisation)),
    )


def _committee(body: Body, between: Sequence[BodyEdge]) -> Node:
    mine = [edge for edge in between if edge.body_id == body.pk]
    return Node(
        key=f"body-{body.pk}",
        name=body.name,
        reports_to=tuple(f"body-{e.to_id}" for e in mine if e.kind in UPWARDS),
        works_with=tuple(f"body-{e.to_id}" for e in mine if e.kind not in UPWARDS),
    )


def _individuals(
    posts: QuerySet[Post], teams: Sequence[Body], lines: Sequence[ReportingLine], drawn: set[int]
) -> list[Node]:
    """Return the posts that stand in a line with another post, and the teams that answer to a post."""
    on_lines = {pk for line in lines if line.to_post_id for pk in (line.post_id, line.to_post_id) if pk}
    shown = [post for post in posts if post.pk in on_lines]
    known = {post.pk for post in shown}
    nodes = [_post(post, lines, known, drawn) for post in shown]
    return nodes + [_team(team, lines, known) for team in teams]


def _post(post: Post, lines: Sequence[ReportingLine], known: set[int], drawn: set[int]) -> Node:
    mine = [line for line in lines if line.post_id == post.pk]
    to_posts = [f"post-{line.to_post_id}" for line in mine if line.to_post_id in known]
    to_bodies = [f"body-{line.to_body_id}" for line in mine if line.to_body_id in drawn]
    return Node(
        key=f"post-{post.pk}",
        name=post.title,
        detail="Overall accountability" if post.is_accountable else "",
        reports_to=tuple(to_posts),
        works_with=tuple(to_bodies),
    )


def _team(team: Body, lines: Sequence[ReportingLine], known: set[int]) -> Node:
    mine = [line for line in lines if line.team_id == team.pk and line.to_post_id in known]
    return Node(
        key=f"body-{team.pk}", name=team.name, reports_to=tuple(f"post-{line.to_post_id}" for line in mine)
    )


def _edges(
    between: Sequence[BodyEdge], individuals: Sequence[Node], structures: Sequence[Node]
) -> list[Edge]:
    names = {node.key: node.name for node in (*structures, *individuals)}
    found = [Edge(edge.body.name, BodyEdge.Kind(edge.kind).label, edge.to.name) for edge in between]
    for node in individuals:
        found += [Edge(node.name, "reports to", names[key]) for key in node.reports_to]
        found += [Edge(node.name, "works with", names[key]) for key in node.works_with]
    return found
