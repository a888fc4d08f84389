"""Tells people that a self-assessment waits for them; what is entered about the past is news to nobody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from safeguarding.collect.assessments import queries
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.access.policy import Permission
from safeguarding.core.audit.operations import when
from safeguarding.core.notices import operations as notices

NEWS = timedelta(days=7)
WHO_ANSWERS = ("R16", "R17", "R19", "R20")
WHO_SIGNS = ("R15",)
WHO_VALIDATES = ("R02", "R03", "R06", "R08")


def is_news(at: str) -> bool:
    """Test whether something happened lately, and was not entered long after."""
    return datetime.fromisoformat(at) > timezone.now() - NEWS


def id_of(about: str) -> UUID:
    """Return the id in the audit's name of a record."""
    return UUID(about.rpartition(":")[2])


@when("round.issued")
@job(unique=("about",))
def tell_those_asked(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell every organisation of a round that a self-assessment waits."""
    if is_news(at):
        issued = queries.get_round(by, id_of(about))
        for assessment in queries.board(by, issued):
            _tell(assessment, "assessment.issued", assessment.organisation, WHO_ANSWERS, by)


@when("round.extended")
@job(unique=("about", "at"))
def tell_those_added(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell those who were asked after a round was issued that a self-assessment waits."""
    if is_news(at):
        issued = queries.get_round(by, id_of(about))
        added = {"steps__kind": "ADDED", "steps__taken_at": datetime.fromisoformat(at)}
        for assessment in queries.board(by, issued).filter(**added):
            _tell(assessment, "assessment.issued", assessment.organisation, WHO_ANSWERS, by)


@when("assessment.withdrawn")
@job()
def tell_who_need_not_answer(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell an organisation that it need not answer a self-assessment any more."""
    if is_news(at):
        assessment = queries.get_assessment(by, id_of(about), queries.BOARD)
        _tell(assessment, "assessment.withdrawn", assessment.organisation, WHO_ANSWERS, by)


@when("round.chased")
@job()
def remind_those_who_owe(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Remind the organisations that were chased."""
    if is_news(at):
        issued = queries.get_round(by, id_of(about))
        for assessment in queries.board(by, issued).filter(
            state__in=queries.OWED, chased_on=datetime.fromisoformat(at).date()
        ):
            late = queries.is_overdue(assessment, by.today)
            kind = "assessment.overdue" if late else "assessment.issued"
            _tell(assessment, kind, assessment.organisation, WHO_ANSWERS, by)


@when("assessment.approval_asked")
@job()
def tell_who_signs(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell the executive lead that a declaration waits."""
    if is_news(at):
        assessment = queries.get_assessment(by, id_of(about))
        _tell(assessment, "assessment.to-sign", assessment.organisation, WHO_SIGNS, by)


@when("assessment.submitted")
@job()
def tell_who_asked(*, by: Actor, about: str, at: str, **_: object) -> None:
    """Tell whoever asked that a self-assessment has come in."""
    if is_news(at):
        assessment = queries.get_assessment(by, id_of(about), Permission("SELF", "r"))
        _tell(assessment, "assessment.submitted", assessment.issuer, WHO_VALIDATES, by)


def _tell(assessment, kind: str, organisation, roles: tuple[str, ...], by: Actor) -> None:
    url = reverse("collect:assessments_show", args=[assessment.public_id])
    notices.tell(organisation=organisation, kind=kind, url=url, roles=roles, by=by, at=timezone.now())
