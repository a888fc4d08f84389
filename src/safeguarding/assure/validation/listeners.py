"""Tells people of questions, replies and results; what is entered about the past is news to nobody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from safeguarding.assure.validation import queries
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit.operations import when
from safeguarding.core.notices import operations as notices

NEWS = timedelta(days=7)
WHO_ANSWERS = ("R16", "R17", "R19", "R20")
WHO_READS = ("R15", *WHO_ANSWERS)
WHO_VALIDATES = ("R02", "R03", "R06", "R08")


def is_news(at: str) -> bool:
    """Test whether something happened lately, and was not entered long after."""
    return datetime.fromisoformat(at) > timezone.now() - NEWS


def id_of(about: str) -> UUID:
    """Return the id in the audit's name of a record."""
    return UUID(about.rpartition(":")[2])


@when("query.asked")
@job()
def tell_who_is_asked(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell a provider that a question waits for its reply."""
    if is_news(at):
        query = queries.query_known_as(id_of(about))
        url = reverse("assure:validation_reply", args=[query.public_id])
        _tell("validation.query", query.about, WHO_ANSWERS, url, by)


@when("query.answered")
@job()
def tell_who_asked(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell the commissioner that a provider has replied."""
    if is_news(at):
        query = queries.query_known_as(id_of(about))
        place = [query.assessment.public_id, query.question.key]
        _tell(
            "validation.replied",
            query.organisation,
            WHO_VALIDATES,
            reverse("assure:validation_ask", args=place),
            by,
        )


@when("validation.released")
@job()
def tell_the_result(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell a provider that the result of its self-assessment can be read."""
    if is_news(at):
        validation = queries.validations(by).get(public_id=id_of(about))
        url = reverse("assure:validation_result", args=[validation.assessment.public_id])
        _tell("validation.released", validation.about, WHO_READS, url, by)


def _tell(kind: str, organisation, roles: tuple[str, ...], url: str, by: Actor) -> None:
    notices.tell(organisation=organisation, kind=kind, url=url, roles=roles, by=by, at=timezone.now())
