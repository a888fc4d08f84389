"""What a commissioner does with a self-assessment: judges, asks, decides, releases."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from safeguarding.assure.validation import queries
from safeguarding.assure.validation.models import (
    Judgement,
    QueryMessage,
    Requirement,
    Validation,
    ValidationQuery,
)
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import is_mine, lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.refusals import Refused

State = Validation.State
WRITE_ANSWERS = queries.Permission("SELF", "w")


class NotYet(Refused):
    """The validation cannot take this step as it stands."""


class WrongJudgement(Refused):
    """A judgement is incomplete."""


@dataclass(frozen=True)
class Judged:
    """What the commissioner makes of one answer, and what follows from it."""

    rating: str = ""
    comment: str = ""
    why_left_out: str = ""
    wanted: str = ""
    wanted_by: date | None = None
    reason_none: str = ""


@transaction.atomic
def begin(*, assessment: collect.SelfAssessment, by: Actor, at: datetime) -> Validation:
    """
    Take a self-assessment to the desk; beginning twice finds the first.

    :raises NotYet: if it has not been sent.
    """
    require(by, queries.WRITE, assessment.organisation)
    if assessment.state not in collect.SENT:
        raise NotYet("This self-assessment has not been sent.")
    owner = _owner(by, assessment)
    validation, new = Validation.objects.get_or_create(
        organisation=owner,
        assessment=assessment,
        defaults={"about": assessment.organisation, "started_at": at, "started_by": by.person},
    )
    if new:
        collect.mark_validation(
            assessment=assessment, state="IN_VALIDATION", words="Validation begun", by=by, at=at
        )
        record("validation.begun", about=validation, by=by, at=at, concerning=[assessment.organisation])
    return validation


def _owner(by: Actor, assessment: collect.SelfAssessment) -> Organisation:
    """Return whose validation it is: the issuer's if we are it or succeeded it, else our own."""
    issuer = Organisation.objects.filter(is_mine(by, "pk"), pk=assessment.issuer_id).first()
    return issuer or by.acting_for


@transaction.atomic
def judge(
    *,
    validation: Validation,
    version: int,
    given: dict[collect.Question, Judged],
    by: Actor,
    at: datetime,
) -> Validation:
    """
    Keep the commissioner's ratings and comments of some questions; the provider's answers are not touched.

    :raises NotYet: if the validation is final.
    :raises WrongJudgement: if a rating is unknown, or what is wanted has no date.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, queries.WRITE, validation.about)
    fresh = _take(validation, version, by)
    if fresh.state != State.DRAFT:
        raise NotYet("This validation is final. Reopen it before you change it.")
    words = collect.rating_words(validation.assessment.framework)
    answers = {
        answer.question_id: answer for answer in collect.answers(by, validation.assessment, queries.READ)
    }
    for question, judged in given.items():
        _check(question, judged, words)
        _keep(validation, question, judged, answers.get(question.pk), by, at)
    fresh.save(update_fields=["version"])
    keys = [question.key for question in given]
    record("validation.judged", about=validation, by=by, at=at, concerning=[validation.about], questions=keys)
    return fresh


def _check(question: collect.Question, judged: Judged, words: dict[str, str]) -> None:
    if judged.rating not in words:
        raise WrongJudgement(f"{question.key}: choose a rating from the scale.")
    if judged.wanted and judged.wanted_by is None:
        raise WrongJudgement(f"{question.key}: say by when you want it done.")
    if judged.wanted and judged.reason_none:
        raise WrongJudgement(f"{question.key}: say what you want done, or why nothing; not both.")


def _keep(
    validation: Validation,
    question: collect.Question,
    judged: Judged,
    answer: collect.Answer | None,
    by: Actor,
    at: datetime,
) -> None:
    row = Judgement.objects.filter(validation=validation, question=question).first()
    said = (judged.rating, judged.comment, judged.why_left_out)
    if row is None or (row.rating, row.comment, row.why_left_out) != said:
        row = row or Judgement(validation=validation, question=question)
        if row.rating != judged.rating:  # another rating has not been looked at by a second person
            row.seconded_at = row.seconded_by = None
            row.single_handed_reason = ""
        row.rating, row.comment, row.why_left_out = said
        row.judged_at, row.judged_by = at, by.person
        row.save()
    _require_of(validation, answer, judged)


def _require_of(validation: Validation, answer: collect.Answer | None, judged: Judged) -> None:
    """Keep what is wanted of a provider for an answer that falls short, or why nothing is; else keep neither."""
    if answer is None:
        return
    stands = collect.standing(validation.assessment.framework, judged.rating)
    said = judged.wanted or judged.reason_none
    if stands in queries.SHORT and said:
        Requirement.objects.update_or_create(
            validation=validation,
            answer=answer,
            defaults={
                "assessment": validation.assessment,
                "wanted": judged.wanted,
                "wanted_by": judged.wanted_by if judged.wanted else None,
                "reason_none": judged.reason_none,
            },
        )
    else:
        Requirement.objects.filter(validation=validation, answer=answer).delete()


@transaction.atomic
def second(
    *,
    validation: Validation,
    question: collect.Question,
    single_handed_reason: str = "",
    by: Actor,
    at: datetime,
) -> Judgement:
    """
    Confirm, as a second person, a rating that is two steps or more from the provider's own.

    Whoever judged may confirm only by recording why there is nobody else; the paper says so.

    :raises NotYet: if the same person confirms without a reason, or there is nothing to confirm.
    """
    require(by, queries.WRITE, validation.about)
    row = Judgement.objects.select_for_update().filter(validation=validation, question=question).first()
    if row is None or not row.rating:
        raise NotYet("Nobody has rated this answer yet.")
    if row.judged_by_id == by.person.pk and not single_handed_reason.strip():
        raise NotYet("You gave this rating. Somebody else must look at it, or say why nobody else can.")
    row.seconded_at, row.seconded_by = at, by.user
    row.single_handed_reason = single_handed_reason.strip() if row.judged_by_id == by.person.pk else ""
    row.save(update_fields=["seconded_at", "seconded_by", "single_handed_reason"])
    record(
        "validation.seconded",
        about=validation,
        by=by,
        at=at,
        concerning=[validation.about],
        question=question.key,
    )
    return row


@transaction.atomic
def finalise(*, validation: Validation, version: int, overall: str, by: Actor, at: datetime) -> Validation:
    """
    Make a validation final: every question rated or left out with a reason, every shortfall answered for.

    :raises NotYet: with what is missing, in words.
    """
    require(by, queries.APPROVE, validation.about)
    fresh = _take(validation, version, by)
    if fresh.state != State.DRAFT:
        raise NotYet("This validation is final already.")
    answers = collect.answers(by, validation.assessment, queries.READ)
    missing = queries.blockers(queries.sides(validation, answers), queries.unsettled(validation.assessment))
    if missing:
        raise NotYet(" ".join(missing))
    fresh.state, fresh.overall = State.FINAL, overall
    fresh.finalised_at, fresh.finalised_by = at, by.user
    fresh.save(update_fields=["state", "overall", "finalised_at", "finalised_by", "version"])
    record("validation.finalised", about=fresh, by=by, at=at, concerning=[validation.about])
    return fresh


@transaction.atomic
def reopen(*, validation: Validation, version: int, by: Actor, at: datetime) -> Validation:
    """Take a final validation back to the desk, before it is released."""
    require(by, queries.APPROVE, validation.about)
    fresh = _take(validation, version, by)
    if fresh.state != State.FINAL:
        raise NotYet("Only a final validation that has not been released can be reopened.")
    fresh.state, fresh.finalised_at, fresh.finalised_by = State.DRAFT, None, None
    fresh.save(update_fields=["state", "finalised_at", "finalised_by", "version"])
    record("validation.reopened", about=fresh, by=by, at=at, concerning=[validation.about])
    return fresh


@transaction.atomic
def release(*, validation: Validation, version: int, by: Actor, at: datetime) -> Validation:
    """
    Let the provider read the validation beside its own answers; this cannot be taken back.

    :raises NotYet: if it is not final.
    """
    require(by, queries.APPROVE, validation.about)
    fresh = _take(validation, version, by)
    if fresh.state != State.FINAL:
        raise NotYet("Make the validation final before you release it.")
    fresh.state, fresh.released_at, fresh.released_by = State.RELEASED, at, by.user
    fresh.save(update_fields=["state", "released_at", "released_by", "version"])
    collect.mark_validation(
        assessment=validation.assessment, state="RELEASED", words="Validation released", by=by, at=at
    )
    record("validation.released", about=fresh, by=by, at=at, concerning=[validation.about])
    return fresh


@transaction.atomic
def ask(
    *,
    validation: Validation,
    question: collect.Question,
    text: str,
    by: Actor,
    at: datetime,
) -> ValidationQuery:
    """Ask the provider about one answer; it sees the question and answers it."""
    require(by, queries.WRITE, validation.about)
    if validation.state == State.RELEASED:
        raise NotYet("This validation has been released, so nothing more can be asked in it.")
    if validation.state != State.DRAFT:
        raise NotYet("This validation is final. Reopen it before you ask more.")
    query = ValidationQuery(
        organisation=validation.organisation,
        about=validation.about,
        assessment=validation.assessment,
        question=question,
        opened_at=at,
        opened_by=by.user,
    )
    query.save(force_insert=True)
    _say(query, validation.organisation, text, by, at)
    collect.mark_validation(
        assessment=validation.assessment, state="QUERY_OPEN", words="Asked a question", by=by, at=at
    )
    record("query.asked", about=query, by=by, at=at, concerning=[validation.about], question=question.key)
    return query


@transaction.atomic
def reply(*, query: ValidationQuery, version: int, text: str, by: Actor, at: datetime) -> ValidationQuery:
    """
    Answer what the commissioner asked.

    :raises NotYet: if the query is closed.
    """
    require(by, WRITE_ANSWERS, query.about)
    fresh = lock(query, by=by, version=version)
    if fresh.state == ValidationQuery.State.CLOSED:
        raise NotYet("This query is closed.")
    _say(query, query.about, text, by, at)
    fresh.state = ValidationQuery.State.ANSWERED
    fresh.save(update_fields=["state", "version"])
    record("query.answered", about=query, by=by, at=at, concerning=[query.organisation])
    return fresh


@transaction.atomic
def close_query(*, query: ValidationQuery, by: Actor, at: datetime) -> ValidationQuery:
    """Settle a query; the validation goes on when none is left."""
    require(by, queries.WRITE, query.about)
    fresh = ValidationQuery.objects.select_for_update(of=("self",)).get(pk=query.pk)
    if fresh.state == ValidationQuery.State.CLOSED:
        return fresh
    fresh.state, fresh.version = ValidationQuery.State.CLOSED, fresh.version + 1
    fresh.save(update_fields=["state", "version"])
    if not queries.unsettled(query.assessment):
        collect.mark_validation(
            assessment=query.assessment, state="IN_VALIDATION", words="Queries settled", by=by, at=at
        )
    record("query.closed", about=query, by=by, at=at, concerning=[query.about])
    return fresh


def _say(query: ValidationQuery, organisation: Organisation, text: str, by: Actor, at: datetime) -> None:
    if not text.strip():
        raise WrongJudgement("Write what you want to say.")
    QueryMessage(query=query, organisation=organisation, text=text, sent_at=at, sent_by=by.user).save(
        force_insert=True
    )


def _take(validation: Validation, version: int, by: Actor) -> Validation:
    """Lock a validation, with what it hangs on."""
    fresh = lock(validation, by=by, version=version)
    for name in ("organisation", "about", "assessment"):
        setattr(fresh, name, getattr(validation, name))
    return fresh
