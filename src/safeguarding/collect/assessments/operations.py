"""What is done to one return: answered, approved, sent, handed back."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import DatabaseError, connection, transaction

from safeguarding.collect.assessments import queries
from safeguarding.collect.assessments.evidence import (
    Locked,
    WrongAnswer,
    add_evidence,
    add_files,
    remove_evidence,
    replace_file,
)
from safeguarding.collect.assessments.models import (
    SENT,
    UNSENT,
    Answer,
    AssessmentStep,
    Evidence,
    SelfAssessment,
    Submission,
)
from safeguarding.collect.assessments.rounds import (
    CannotIssue,
    NotOpen,
    add_to_round,
    chase,
    close_round,
    issue_round,
    resume_round,
    suspend_round,
)
from safeguarding.collect.frameworks.models import Question
from safeguarding.collect.frameworks.queries import NOT_APPLICABLE, rating_words
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, may, require
from safeguarding.core.audit.operations import record
from safeguarding.core.files import operations as files
from safeguarding.kit import content
from safeguarding.kit.refusals import Refused

State = SelfAssessment.State
VALIDATE = Permission("VAL", "w")
DECLARATION = (
    "I have read these answers. They are a fair account of how this organisation safeguards children and adults, "
    "and I approve them on its behalf."
)


class NotReady(Refused):
    """The self-assessment cannot take this step as it stands."""


@dataclass(frozen=True)
class Given:
    """What somebody answers to one question, and the stamp of what stood there when they opened the page."""

    rating: str = ""
    what_we_do: str = ""
    how_we_know: str = ""
    why_not_applicable: str = ""
    stamp: str = "0."

    @property
    def words(self) -> tuple[str, str, str, str]:
        """Return the words, in the order in which they are compared."""
        return (self.rating, self.what_we_do, self.how_we_know, self.why_not_applicable)


@dataclass(frozen=True)
class Saved:
    """What a save did: the stamps that stand now, and the answers that somebody else had changed meanwhile."""

    stamps: dict[str, str]
    changed: tuple[str, ...] = ()
    conflicts: dict[str, Answer] = field(default_factory=dict)  # by key of the question: what stands


@transaction.atomic
def save_answers(
    *, assessment: SelfAssessment, given: dict[Question, Given], by: Actor, at: datetime
) -> Saved:
    """
    Keep what was typed. An answer that somebody else changed meanwhile is not overwritten: both come back.

    :raises Locked: if the answers are not open to writing.
    :raises WrongAnswer: if a rating is not on the framework's scale.
    """
    require(by, queries.WRITE, assessment.organisation)
    # Whoever saves holds the return, so that its answers need no lock of their own.
    mine = SelfAssessment.objects.only("state", "answered")
    locked = mine.select_for_update(of=("self",)).get(pk=assessment.pk)
    if locked.state not in (State.NOT_STARTED, State.DRAFT):
        raise Locked("These answers are not open to change. Ask for them to be sent back to you.")
    _check_ratings(assessment, given)
    standing = {
        answer.question_id: answer
        for answer in Answer.objects.filter(assessment=assessment, question__in=given)
    }
    changed, conflicts = _sort_out(standing, given)
    before = sum(queries.is_answered(standing.get(question.pk)) for question in changed)
    written = _write(assessment, standing, {q: given[q] for q in changed}, by, at)
    if changed:
        _count(locked, sum(map(queries.is_answered, written)) - before)
        keys = [question.key for question in changed]
        record("answer.saved", about=assessment, by=by, at=at, questions=keys)
    now = standing | {answer.question_id: answer for answer in written}
    return Saved(
        stamps={q.key: queries.stamp(now.get(q.pk)) for q in given},
        changed=tuple(q.key for q in changed),
        conflicts={q.key: standing[q.pk] for q in conflicts},
    )


def _check_ratings(assessment: SelfAssessment, given: dict[Question, Given]) -> None:
    known = set(rating_words(assessment.framework))
    if not assessment.framework.may_not_apply:
        known.discard(NOT_APPLICABLE)
    for question, answer in given.items():
        if answer.rating not in known:
            raise WrongAnswer(f"{question.key}: choose a rating from the scale.")


def _sort_out(
    standing: dict[int, Answer], given: dict[Question, Given]
) -> tuple[list[Question], list[Question]]:
    """Tell what this person changed from what somebody else changed meanwhile; only both together is a conflict."""
    changed: list[Question] = []
    conflicts: list[Question] = []
    for question, answer in given.items():
        before = standing.get(question.pk)
        version, _, opened = answer.stamp.partition(".")
        untouched = opened == queries.words_digest(answer.words)
        if answer.words == queries.said(before) or untouched:
            continue
        stale = version != str(before.version if before else 0)
        (conflicts if stale else changed).append(question)
    return changed, conflicts


def _write(
    assessment: SelfAssessment,
    standing: dict[int, Answer],
    given: dict[Question, Given],
    by: Actor,
    at: datetime,
) -> list[Answer]:
    names = ["rating", "what_we_do", "how_we_know", "why_not_applicable"]
    new: list[Answer] = []
    old: list[Answer] = []
    for question, answer in given.items():
        row = standing.get(question.pk)
        (old if row else new).append(row or Answer(assessment=assessment, question=question, version=0))
        row = row or new[-1]
        for name in names:
            setattr(row, name, getattr(answer, name))
        row.version, row.saved_at, row.saved_by = row.version + 1, at, by.person
    if new:
        Answer.objects.bulk_create(new)
    names += ["version", "saved_at", "saved_by"]
    if len(old) == 1:  # as it is whenever somebody pauses in typing
        _keep_one(old[0])
    elif old:
        Answer.objects.bulk_update(old, names)
    return new + old


# Plain SQL: the ORM takes longer to write this statement than the database to run it, and every save has one.
KEEP_ONE = (
    "update collect_answer set rating = %s, what_we_do = %s, how_we_know = %s, why_not_applicable = %s, version = %s,"
    " saved_at = %s, saved_by_id = %s where id = %s"
)


def _keep_one(row: Answer) -> None:
    """
    Write one answer that stands.

    :raises DatabaseError: if the database does not let it be written, as an ORM's save would.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEEP_ONE, (*queries.said(row), row.version, row.saved_at, row.saved_by_id, row.pk))
        if cursor.rowcount != 1:
            raise DatabaseError("An answer was not written.")


def _count(locked: SelfAssessment, more: int) -> None:
    """Keep how many are answered beside the return, so that the board need not read an answer."""
    if more or locked.state != State.DRAFT:
        locked.answered += more
        locked.state = State.DRAFT
        locked.save(update_fields=["answered", "state"])


@transaction.atomic
def ask_executive(*, assessment: SelfAssessment, version: int, by: Actor, at: datetime) -> SelfAssessment:
    """
    Close the answers to editing and ask the executive lead to approve them.

    :raises NotReady: if a question is unanswered.
    """
    require(by, queries.WRITE, assessment.organisation)
    assessment = _take(assessment, version, State.AWAITING_EXECUTIVE, by)
    _require_complete(assessment)
    assessment.asked_at, assessment.asked_by = at, by.user
    assessment.save(update_fields=["state", "asked_at", "asked_by", "version"])
    _step(assessment, "ASKED", by, at)
    record("assessment.approval_asked", about=assessment, by=by, at=at)
    return assessment


@transaction.atomic
def send_back(
    *, assessment: SelfAssessment, version: int, reason: str, by: Actor, at: datetime
) -> SelfAssessment:
    """Give the answers back to those who wrote them, with what the executive wants changed."""
    require(by, queries.APPROVE, assessment.organisation)
    assessment = _take(assessment, version, State.DRAFT, by, from_states=(State.AWAITING_EXECUTIVE,))
    assessment.save(update_fields=["state", "version"])
    _step(assessment, "SENT_BACK", by, at, reason, is_internal=True)
    record("assessment.sent_back", about=assessment, by=by, at=at)
    return assessment


@transaction.atomic
def submit(
    *,
    assessment: SelfAssessment,
    version: int,
    name: str,
    position: str,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Submission:
    """
    Hand the answers to the commissioner under a typed declaration, and close them to editing.

    Somebody who both answers and approves, as in a home run by one manager, may send without asking another;
    the receipt and the return say so.

    :raises NotReady: if it was sent already, a question is unanswered, or the name is not the signer's own.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, queries.APPROVE, assessment.organisation)
    alone = queries.is_single_handed(by, assessment)
    assessment = _take(assessment, version, State.SUBMITTED, by)
    if assessment.asked_by_id is None and not may(by, queries.WRITE, assessment.organisation):
        raise NotReady("Wait until your safeguarding lead asks you to approve these answers.")
    if name.strip().casefold() != by.person.name.casefold():
        raise NotReady(f"Type your own name, {by.person.name}, to sign.")
    _require_complete(assessment)
    assessment.submitted_at, assessment.submitted_by = at, by.user
    submission = _keep(assessment, name, position, note, alone, by, at)
    sent = Evidence.objects.filter(assessment=assessment, file__isnull=False).select_related(
        "file__organisation"
    )
    files.release(files=[each.file for each in sent if each.file], by=by, at=at)
    assessment.save(update_fields=["state", "submitted_at", "submitted_by", "version"])
    _step(assessment, "SUBMITTED", by, at, "The one who answered also signed." if alone else "")
    record(
        "assessment.submitted",
        about=assessment,
        by=by,
        at=at,
        concerning=[assessment.issuer],
        digest=submission.digest,
        single_handed=alone,
    )
    return submission


def _keep(
    assessment: SelfAssessment,
    name: str,
    position: str,
    note: str,
    alone: bool,
    by: Actor,
    at: datetime,
) -> Submission:
    """Keep what is sent as it is now, so that the receipt is true whatever follows."""
    answers = _as_sent(assessment)
    submission = Submission(
        assessment=assessment,
        number=Submission.objects.filter(assessment=assessment).count() + 1,
        answers=answers,
        digest=content.digest(answers),
        declaration=DECLARATION,
        name=name.strip(),
        position=position,
        is_single_handed=alone,
        note=note,
        submitted_at=at,
        submitted_by=by.user,
    )
    submission.save(force_insert=True)
    return submission


def _as_sent(assessment: SelfAssessment) -> list[dict[str, object]]:
    rows = Answer.objects.filter(assessment=assessment).select_related("question")
    shown: dict[int, list[dict[str, object]]] = {}
    given = Evidence.objects.filter(assessment=assessment).select_related("file")
    for each in given.order_by("added_at", "id"):
        shown.setdefault(each.question_id, []).append(_evidence_as_sent(each))
    return [
        {
            "question": row.question.key,
            "rating": row.rating,
            "what_we_do": row.what_we_do,
            "how_we_know": row.how_we_know,
            "why_not_applicable": row.why_not_applicable,
            "evidence": shown.get(row.question_id, []),
        }
        for row in rows.order_by("question__number")
    ]


def _evidence_as_sent(evidence: Evidence) -> dict[str, object]:
    """Return what the receipt keeps of a link, or of a file by its content."""
    if evidence.file is None:
        return {"title": evidence.title, "url": evidence.url}
    file = evidence.file
    return {"title": file.name, "version": file.number, "size": file.size, "sha256": file.sha256}


@transaction.atomic
def hand_back(
    *, assessment: SelfAssessment, version: int, reason: str, by: Actor, at: datetime
) -> SelfAssessment:
    """Give a return back to its organisation for correction, with the reason; what was sent stays on the receipt."""
    require(by, VALIDATE, assessment.organisation)
    sent = (State.SUBMITTED, State.IN_VALIDATION, State.QUERY_OPEN)
    assessment = _take(assessment, version, State.DRAFT, by, from_states=sent)
    assessment.asked_at = assessment.asked_by = None
    assessment.submitted_at = assessment.submitted_by = None
    assessment.save(
        update_fields=["state", "asked_at", "asked_by", "submitted_at", "submitted_by", "version"]
    )
    _step(assessment, "HANDED_BACK", by, at, reason)
    record("assessment.handed_back", about=assessment, by=by, at=at, concerning=[assessment.organisation])
    return assessment


@transaction.atomic
def withdraw(
    *, assessment: SelfAssessment, version: int, reason: str, by: Actor, at: datetime
) -> SelfAssessment:
    """
    Take back the request: this organisation need not answer this round, and why.

    :raises NotReady: if it has answered; what was sent is a record and stays.
    """
    _require_issuer(by, assessment)
    if assessment.state in SENT:
        raise NotReady("It has answered this round already. What was sent to you cannot be withdrawn.")
    assessment = _take(assessment, version, State.WITHDRAWN, by)
    assessment.save(update_fields=["state", "version"])
    _step(assessment, "WITHDRAWN", by, at, reason)
    record("assessment.withdrawn", about=assessment, by=by, at=at, concerning=[assessment.organisation])
    return assessment


@transaction.atomic
def extend(
    *, assessment: SelfAssessment, version: int, due_on: date, reason: str, by: Actor, at: datetime
) -> SelfAssessment:
    """Give one organisation longer, with the reason."""
    _require_issuer(by, assessment)
    assessment = lock(assessment, by=by, version=version)
    if assessment.state not in UNSENT:
        raise NotReady("It was sent already; the date it was due no longer matters.")
    assessment.due_on = due_on
    assessment.save(update_fields=["due_on", "version"])
    _step(assessment, "EXTENDED", by, at, reason)
    record("assessment.extended", about=assessment, by=by, at=at, due_on=due_on)
    return assessment


@transaction.atomic
def mark_validation(
    *, assessment: SelfAssessment, state: str, words: str, by: Actor, at: datetime
) -> SelfAssessment:
    """Say where the commissioner's validation stands, so that the board of returns shows it; called by that room."""
    require(by, VALIDATE, assessment.organisation)
    fresh = SelfAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if fresh.state == state:
        return fresh
    fresh = _take(assessment, fresh.version, State(state), by)
    fresh.save(update_fields=["state", "version"])
    _step(fresh, "VALIDATION", by, at, words)
    record("assessment.validation_moved", about=fresh, by=by, at=at, state=state)
    return fresh


def _require_issuer(by: Actor, assessment: SelfAssessment) -> None:
    if not queries.runs_own_rounds(by, assessment.issuer):
        require(by, Permission("CAM", "w"), assessment.issuer)


def _take(
    assessment: SelfAssessment,
    version: int,
    state: State,
    by: Actor,
    from_states: tuple[State, ...] = (),
) -> SelfAssessment:
    """Lock a return and move it, if it may be moved there from where it stands."""
    fresh = lock(assessment, by=by, version=version)
    if state not in SelfAssessment.MOVES[fresh.state] or (from_states and fresh.state not in from_states):
        raise NotReady(_why_not(fresh))
    fresh.state = state
    for name in ("organisation", "issuer", "framework"):
        setattr(fresh, name, getattr(assessment, name))
    return fresh


def _why_not(assessment: SelfAssessment) -> str:
    if assessment.state in UNSENT:
        return f"This self-assessment is {assessment.get_state_display().lower()}; that step comes later."
    return f"This self-assessment is already {assessment.get_state_display().lower()}."


def _require_complete(assessment: SelfAssessment) -> None:
    given = list(Answer.objects.filter(assessment=assessment))
    if missing := queries.unanswered(assessment, given):
        raise NotReady(f"Answer every question before you go on. Missing: {', '.join(missing)}.")


def _step(
    assessment: SelfAssessment, kind: str, by: Actor, at: datetime, words: str = "", *, is_internal=False
) -> None:
    AssessmentStep(
        assessment=assessment,
        kind=kind,
        words=words,
        is_internal=is_internal,
        taken_at=at,
        taken_by=by.user,
    ).save(force_insert=True)


__all__ = [
    "CannotIssue",
    "Given",
    "Locked",
    "NotOpen",
    "NotReady",
    "Saved",
    "WrongAnswer",
    "add_evidence",
    "add_files",
    "add_to_round",
    "ask_executive",
    "chase",
    "close_round",
    "extend",
    "hand_back",
    "issue_round",
    "mark_validation",
    "remove_evidence",
    "replace_file",
    "resume_round",
    "save_answers",
    "send_back",
    "submit",
    "suspend_round",
    "withdraw",
]
