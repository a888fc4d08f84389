"""Publishes the figures of a signed paper, and takes them back."""

from datetime import datetime

from django.db import transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.report.papers import operations as papers
from safeguarding.report.papers import queries as paper_queries
from safeguarding.report.papers.models import Paper
from safeguarding.report.publishing import control
from safeguarding.report.publishing.models import Publication


@transaction.atomic
def publish(*, paper: Paper, version: int, by: Actor, at: datetime) -> Publication:
    """
    Put the figures of a signed paper before the public, under disclosure control; the paper is closed from then on.

    :raises NotPossible: if the paper is not signed.
    """
    require(by, Permission("PUB", "a"), paper.organisation)
    paper = papers.publish(paper=paper, version=version, by=by, at=at)
    frozen = paper_queries.standing(by, paper)
    if frozen is None:
        raise papers.NotPossible("This paper has no freeze that stands, so it has no figures to publish.")
    published = Publication(
        organisation=paper.organisation,
        paper=paper,
        title=paper.title,
        starts_on=paper.starts_on,
        ends_on=paper.ends_on,
        policy=control.POLICY,
        tables=control.tables(paper_queries.figures_of(by, frozen).values()),
        published_at=at,
        published_by=by.user,
    )
    published.save()
    record(
        "figures.published",
        about=published,
        by=by,
        at=at,
        concerning=[paper.organisation],
        policy=published.policy,
        tables=len(published.tables),
    )
    return published


@transaction.atomic
def withdraw(*, publication: Publication, reason: str, by: Actor, at: datetime) -> Publication:
    """Take published figures back, and the paper with them."""
    require(by, Permission("PUB", "a"), publication.organisation)
    publication.withdrawn_at, publication.withdrawn_by = at, by.user
    publication.save(update_fields=["withdrawn_at", "withdrawn_by"])
    paper = publication.paper
    papers.withdraw(paper=paper, version=paper.version, reason=reason, by=by, at=at)
    record(
        "figures.withdrawn",
        about=publication,
        by=by,
        at=at,
        concerning=[publication.organisation],
        content={"reason": reason},
    )
    return publication
