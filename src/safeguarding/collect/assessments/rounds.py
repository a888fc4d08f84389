"""Operations on a round by whoever issued it, and on its board of returns."""

from datetime import date, datetime

from django.db import transaction

from safeguarding.collect.assessments import queries
from safeguarding.collect.assessments.models import AssessmentStep, Round, SelfAssessment
from safeguarding.collect.frameworks.models import FrameworkVersion
from safeguarding.collect.frameworks.queries import kinds_of
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.periods import Period
from safeguarding.kit.refusals import Refused

ISSUE = Permission("CAM", "w")
State = SelfAssessment.State


class CannotIssue(Refused):
    """A round cannot be issued as asked."""


class NotOpen(Refused):
    """The round's state does not allow this."""


def _require_issuer(by: Actor, organisation: Organisation) -> None:
    """Refuse unless this person may run rounds for the organisation."""
    if not queries.runs_own_rounds(by, organisation):
        require(by, ISSUE, organisation)


@transaction.atomic
def issue_round(
    *,
    organisation: Organisation,
    framework: FrameworkVersion,
    title: str,
    period: Period,
    due_on: date,
    respondents: list[Organisation],
    note: str = "",
    by: Actor,
    at: datetime,
) -> Round:
    """
    Ask organisations to answer a framework; each gets one self-assessment.

    :raises CannotIssue: if nobody is asked, or somebody whom the framework is not for or who may not be asked.
    """
    _require_issuer(by, organisation)
    _check_respondents(by, framework, respondents, at)
    issued = Round(
        organisation=organisation,
        framework=framework,
        title=title,
        period_start=period.starts_on,
        period_end=period.ends_on,
        period_label=period.label,
        due_on=due_on,
        note=note,
        issued_at=at,
        issued_by=by.user,
    )
    issued.save(force_insert=True)
    _ask(issued, respondents, due_on)
    record("round.issued", about=issued, by=by, at=at, concerning=respondents, asked=len(respondents))
    return issued


@transaction.atomic
def add_to_round(
    *, issued: Round, respondents: list[Organisation], due_on: date, note: str = "", by: Actor, at: datetime
) -> list[SelfAssessment]:
    """
    Ask organisations to answer a round that was issued before, each with a due date of its own.

    Whoever is asked already stays as they are, so that asking twice changes nothing. Whose request was withdrawn is
    asked again and finds what it had written. Returns those newly asked.

    :raises NotOpen: if the round is suspended or closed.
    :raises CannotIssue: if the date has passed, or somebody may not be asked.
    """
    _require_issuer(by, issued.organisation)
    issued = Round.objects.select_for_update(of=("self",)).select_related("framework").get(pk=issued.pk)
    if issued.state != Round.State.OPEN:
        raise NotOpen(f"This round is {issued.get_state_display().lower()}; nobody else can be asked in it.")
    if due_on < at.date():
        raise CannotIssue("The due date must be today or later.")
    _check_respondents(by, issued.framework, respondents, at)
    joined = _ask(issued, respondents, due_on) + _ask_again(issued, respondents, due_on)
    AssessmentStep.objects.bulk_create(
        AssessmentStep(assessment=each, kind="ADDED", words=note, taken_at=at, taken_by=by.user)
        for each in joined
    )
    if joined:
        concerning = [each.organisation for each in joined]
        record("round.extended", about=issued, by=by, at=at, concerning=concerning, asked=len(joined))
    return joined


def _check_respondents(
    by: Actor, framework: FrameworkVersion, respondents: list[Organisation], at: datetime
) -> None:
    if not respondents:
        raise CannotIssue("Choose at least one organisation to ask.")
    fits = {kind.pk for kind in kinds_of(framework)}
    if unfit := [each.name for each in respondents if each.kind_id not in fits]:
        raise CannotIssue(f"This framework is not for {', '.join(unfit)}.")
    wanted = [each.pk for each in respondents]
    reached = set(
        queries.may_be_asked(by, at.date(), ISSUE).filter(pk__in=wanted).values_list("pk", flat=True)
    )
    if strange := [each.name for each in respondents if each.pk not in reached]:
        raise CannotIssue(f"You do not commission {', '.join(strange)}.")


def _ask(issued: Round, respondents: list[Organisation], due_on: date) -> list[SelfAssessment]:
    """Make a return for each who has none in this round yet, and return those made."""
    total = len(queries.outline(issued.framework).all_questions)
    asked = set(SelfAssessment.objects.filter(round=issued).values_list("organisation_id", flat=True))
    return SelfAssessment.objects.bulk_create(
        SelfAssessment(
            round=issued,
            organisation=each,
            issuer_id=issued.organisation_id,
            framework_id=issued.framework_id,
            due_on=due_on,
            total=total,
        )
        for each in respondents
        if each.pk not in asked
    )


def _ask_again(issued: Round, respondents: list[Organisation], due_on: date) -> list[SelfAssessment]:
    """Open the returns whose request was withdrawn, with what had been written in them."""
    withdrawn = SelfAssessment.objects.select_for_update(of=("self",)).filter(
        round=issued, organisation__in=respondents, state=State.WITHDRAWN
    )
    found = list(withdrawn.select_related("organisation").order_by("id"))
    for each in found:
        each.state = State.DRAFT if each.answered else State.NOT_STARTED
        each.due_on, each.version = due_on, each.version + 1
    SelfAssessment.objects.bulk_update(found, ["state", "due_on", "version"])
    return found


@transaction.atomic
def suspend_round(
    *, issued: Round, version: int, reason: str, review_on: date | None, by: Actor, at: datetime
) -> Round:
    """Hold a round in abeyance: nothing of it is overdue until it is resumed."""
    return _move(issued, version, Round.State.SUSPENDED, "round.suspended", by, at, reason, review_on)


@transaction.atomic
def resume_round(*, issued: Round, version: int, by: Actor, at: datetime) -> Round:
    """Take up a round that was held in abeyance."""
    return _move(issued, version, Round.State.OPEN, "round.resumed", by, at)


@transaction.atomic
def close_round(*, issued: Round, version: int, by: Actor, at: datetime) -> Round:
    """End a round; what did not come back stays not returned."""
    return _move(issued, version, Round.State.CLOSED, "round.closed", by, at)


ROUND_MOVES = {
    Round.State.OPEN: (Round.State.SUSPENDED, Round.State.CLOSED),
    Round.State.SUSPENDED: (Round.State.OPEN, Round.State.CLOSED),
    Round.State.CLOSED: (),
}


def _move(
    issued: Round,
    version: int,
    state: Round.State,
    what: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    review_on: date | None = None,
) -> Round:
    _require_issuer(by, issued.organisation)
    issued = lock(issued, by=by, version=version)
    if state not in ROUND_MOVES[issued.state]:
        raise NotOpen(
            f"This round is {issued.get_state_display().lower()}; it cannot become {state.label.lower()}."
        )
    if state == Round.State.SUSPENDED and not reason.strip():
        raise NotOpen("Say why the round is suspended.")
    issued.state, issued.state_reason, issued.review_on = state, reason, review_on
    issued.save(update_fields=["state", "state_reason", "review_on", "version"])
    record(what, about=issued, by=by, at=at)
    return issued


@transaction.atomic
def chase(*, issued: Round, by: Actor, at: datetime) -> list[SelfAssessment]:
    """
    Remind everybody in an open round who has not sent theirs; whoever was reminded today is left alone.

    :raises NotOpen: if the round is suspended or closed: nobody owes anything.
    """
    _require_issuer(by, issued.organisation)
    if issued.state != Round.State.OPEN:
        raise NotOpen("Nobody is reminded of a round that is not open.")
    owing = list(
        SelfAssessment.objects.select_for_update(of=("self",))
        .filter(round=issued, state__in=queries.OWED)
        .exclude(chased_on=at.date())
        .select_related("organisation")
        .order_by("id")
    )
    for each in owing:
        each.chased_on = at.date()
    SelfAssessment.objects.bulk_update(owing, ["chased_on"])
    AssessmentStep.objects.bulk_create(
        AssessmentStep(assessment=each, kind="CHASED", taken_at=at, taken_by=by.user) for each in owing
    )
    concerning = [each.organisation for each in owing]
    record("round.chased", about=issued, by=by, at=at, concerning=concerning, reminded=len(owing))
    return owing
