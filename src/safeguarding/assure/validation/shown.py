"""What the lists of validation show: columns and filters, made from queries and nothing else."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from safeguarding.assure.validation import waiting
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.kit.forms.lists import Column, Filter
from safeguarding.kit.pages.tags import Link, Tag

SENT_STATES = [choice for choice in collect.SelfAssessment.State.choices if choice[0] in collect.SENT]
NOBODY = "-"
LONGER_THAN = (("14", "More than 2 weeks"), ("28", "More than 4 weeks"), ("84", "More than 12 weeks"))
WAITED = Column(
    "waited",
    "Days waiting",
    lambda row: row.waited.days if row.waited is not None else NOBODY,
    sort="waited",
    numeric=True,
)

INBOX = (
    Column(
        "organisation",
        "Organisation",
        lambda row: Link(row.organisation.name, reverse("assure:validation_overview", args=[row.public_id])),
        sort="organisation__name",
    ),
    Column("round", "Round", "round.title", sort="round__title"),
    Column("sent", "Sent", "submitted_at", sort="submitted_at"),
    WAITED,
    Column("rater", "Who is at it", lambda row: row.rater or "Nobody yet", sort="rater"),
    Column("turn", "Whose turn", lambda row: waiting.TURNS[row.turn], sort="turn"),
    Column("state", "State", lambda row: Tag(row.get_state_display()), sort="state"),
)
ASKED = (
    Column(
        "question",
        "Question",
        lambda row: Link(
            row.question.key,
            reverse("assure:validation_ask", args=[row.assessment.public_id, row.question.key]),
        ),
        sort="question__number",
    ),
    Column("organisation", "Asked of", "about.name", sort="about__name"),
    Column("round", "Self-assessment", "assessment.round.title", sort="assessment__round__title"),
    Column("by", "Asked by", "opened_by.name", sort="opened_by__name"),
    Column("asked", "Asked", "opened_at", sort="opened_at"),
    WAITED,
    Column("turn", "Whose turn", lambda row: waiting.ASKED_TURNS[row.state], sort="state"),
)
QUESTIONS = (
    Column(
        "question",
        "Question",
        lambda row: Link(row.question.key, reverse("assure:validation_reply", args=[row.public_id])),
        sort="question__number",
    ),
    Column("round", "Self-assessment", "assessment.round.title"),
    Column("from", "From", "organisation.name", sort="organisation__name"),
    Column("asked", "Asked", "opened_at", sort="opened_at"),
    WAITED,
    Column("turn", "Whose turn", lambda row: waiting.ANSWERING_TURNS[row.state], sort="state"),
)


def inbox_filters(actor: Actor) -> list[Filter]:
    """Return the filters of what waits at our desk: whose turn, who is at it, how long, and its state."""
    turns = (("ours", "Ours, whatever is to do"), *waiting.TURNS.items())
    raters = (("mine", "I am"), ("nobody", "Nobody yet"), ("others", "Somebody else"))

    def at_it(rows: QuerySet, chosen: str) -> QuerySet:
        mine = Q(rater_id=actor.person.pk)
        known = {"mine": mine, "nobody": Q(rater_id=None), "others": Q(rater_id__isnull=False) & ~mine}
        return rows.filter(known[chosen])

    return [
        Filter("turn", "Whose turn", turns, apply=_turn),
        Filter("rater", "Who is at it", raters, apply=at_it),
        Filter("waited", "Waiting", LONGER_THAN, apply=_waited),
        Filter("state", "State", SENT_STATES),
    ]


def _turn(rows: QuerySet, chosen: str) -> QuerySet:
    return rows.filter(turn__in=waiting.OURS if chosen == "ours" else (chosen,))


def _waited(rows: QuerySet, chosen: str) -> QuerySet:
    return rows.filter(waited__gt=timedelta(days=int(chosen)))


def whose_turn(words: Mapping[str, str]) -> Filter:
    """Return the filter of questions by whose turn it is, in the words of the side that reads them."""
    return Filter("state", "Whose turn", tuple(words.items()))
