"""Who answers for safeguarding, who is in post, and how the committees stand to each other."""

from safeguarding.core.bodies import queries as bodies
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.people import queries as people
from safeguarding.core.people.queries import PostState
from safeguarding.kit.documents.blocks import Block, Bullets, Diagram, Paragraph, Table
from safeguarding.kit.documents.text import day
from safeguarding.report.sections.registry import Scope, section
from safeguarding.report.sections.words import listed


@section("contributors", "Contributors")
def contributors(scope: Scope) -> list[Block]:
    """Name the posts that wrote the report; posts, not people, because a report outlives its holders."""
    posts = people.contributors(scope.actor, scope.organisation, scope.period.ends_on)
    if not posts:
        return [Paragraph("No post is recorded as a contributor to this report.")]
    return [Bullets(tuple(post.title for post in posts))]


@section("leadership", "Safeguarding leadership and accountability")
def leadership(scope: Scope) -> list[Block]:
    """Say who is accountable, and list the posts of the team with their capacity, holders' standing and vacancies."""
    day = scope.period.ends_on
    accountable = people.accountable(scope.actor, scope.organisation, day)
    states = people.register(scope.actor, scope.organisation, day)
    if not states:
        return [Paragraph("No posts are recorded for this organisation.")]
    said: list[Block] = []
    if accountable:
        said.append(
            Paragraph(
                f"Accountability for safeguarding rests with the {listed([p.title for p in accountable])}."
            )
        )
    said.append(_posts(states))
    return said + _vacancies(states)


def _posts(states: list[PostState]) -> Table:
    rows = tuple(
        (
            state.post.title,
            ", ".join(role.title for role in state.post.roles.all()) or "none by law",
            state.capacity_words or "not stated",
            _standing(state),
        )
        for state in states
    )
    if not any(state.capacity_words for state in states):
        rows = tuple((title, roles, standing) for title, roles, _, standing in rows)
        return Table(
            "Safeguarding posts at the end of the period", ("Post", "Statutory roles", "State"), rows
        )
    return Table(
        "Safeguarding posts at the end of the period", ("Post", "Statutory roles", "Capacity", "State"), rows
    )


def _standing(state: PostState) -> str:
    if not state.holdings:
        return f"{state.word} since {state.vacancy.since_words}" if state.vacancy.since else state.word
    kinds = {holding.get_kind_display() for holding in state.holdings}
    return state.word if kinds == {"Substantive"} else f"{state.word} ({listed(sorted(kinds)).lower()})"


def _vacancies(states: list[PostState]) -> list[Block]:
    """Say of each vacant post how long it has been so, what is done to fill it and how the work is covered."""
    vacant = [state.vacancy for state in states if state.vacancy]
    points = []
    for vacancy in vacant:
        words = f"{vacancy.post.title}: vacant since {vacancy.since_words}, {vacancy.length}"
        if not vacancy.since:
            words = f"{vacancy.post.title}: vacant, since when is not recorded"
        recruiting = vacancy.post.get_recruitment_display().lower()
        cover = vacancy.post.mitigation.strip() or "No cover is recorded."
        points.append(f"{words}. Recruitment: {recruiting}. {cover}")
    return (
        [Paragraph("Posts that were vacant at the end of the period:"), Bullets(tuple(points))]
        if points
        else []
    )


@section("governance", "Safeguarding governance framework")
def governance(scope: Scope) -> list[Block]:
    """Draw the governance chart, with the same in words beside it."""
    chart = bodies.governance_chart(scope.actor, scope.organisation, scope.period.ends_on)
    if not chart.structures:
        return [Paragraph("No committees are recorded for this organisation.")]
    return [Diagram(chart.title, chart.svg(), Bullets(tuple(chart.words())))]


@section("succession", "What follows this organisation")
def succession(scope: Scope) -> list[Block]:
    """Say which body takes over, when and by what authority, if the organisation ends."""
    steps = [
        s for s in organisations.successors(scope.organisation) if s.predecessor_id == scope.organisation.pk
    ]
    if not steps:
        return [Paragraph("This organisation continues unchanged.")]
    return [
        Paragraph(
            f"From {day(step.effective_on)} {step.successor.name} takes over the duties and records of"
            f" {scope.organisation.name}{f' ({step.authority})' if step.authority else ''}."
        )
        for step in steps
    ]
