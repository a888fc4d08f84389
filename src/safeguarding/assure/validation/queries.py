"""Reads of validations: the commissioner's own at any time, the provider's once released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from safeguarding.assure.validation.models import (
    Judgement,
    QueryMessage,
    Requirement,
    Validation,
    ValidationQuery,
)
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import is_mine, may_anywhere, organisations_where
from safeguarding.core.organisations.queries import kinds_within

READ = Permission("VAL", "r")
WRITE = Permission("VAL", "w")
APPROVE = Permission("VAL", "a")
READ_ANSWERS = Permission("SELF", "r")
SHORT = ("partly", "not-met")  # what falls short of met


def validations(actor: Actor, permission: Permission = READ) -> QuerySet[Validation]:
    """Return the acting organisation's own validations, the latest first."""
    return (
        Validation.rows(actor, permission)
        .select_related("about__kind", "assessment__framework", "assessment__round", "organisation")
        .order_by("-started_at", "id")
    )


def of_assessment(actor: Actor, assessment: collect.SelfAssessment) -> Validation | None:
    """Return our validation of a self-assessment, if we have begun one."""
    return validations(actor).filter(assessment=assessment).first()


def latest_of(actor: Actor, found: Iterable[collect.SelfAssessment]) -> dict[int, Validation]:
    """Return what was made of some self-assessments, by return: our own validation, or what was released to us."""
    shown = Validation.rows(actor, READ)
    if may_anywhere(actor, READ_ANSWERS):
        shown = shown | Validation.objects.filter(is_mine(actor, "about"), released_at__isnull=False)
    rows = shown.filter(assessment__in=list(found)).order_by("started_at", "id")
    return {row.assessment_id: row for row in rows}


def get_validation(actor: Actor, assessment_id: UUID, permission: Permission = READ) -> Validation:
    """Return our validation of a self-assessment, or 404."""
    try:
        return validations(actor, permission).get(assessment__public_id=assessment_id)
    except Validation.DoesNotExist:
        raise Http404 from None


def released_to(actor: Actor, assessment_id: UUID) -> list[Validation]:
    """Return the validations of one of our own self-assessments that have been released to us, or 404."""
    if not may_anywhere(actor, READ_ANSWERS):
        raise Http404
    found = Validation.objects.filter(
        is_mine(actor, "about"), assessment__public_id=assessment_id, released_at__isnull=False
    )
    rows = list(
        found.select_related("organisation", "about", "assessment__framework", "assessment__round").order_by(
            "released_at"
        )
    )
    if not rows:
        raise Http404
    return rows


def to_validate(actor: Actor, permission: Permission = READ) -> QuerySet[collect.SelfAssessment]:
    """Return the self-assessments that have been sent and that we may validate."""
    return collect.assessments(actor, permission).filter(state__in=collect.SENT)


@dataclass(frozen=True)
class Side:
    """One question with the provider's answer and the commissioner's judgement beside it."""

    question: collect.Question
    answer: collect.Answer | None
    judgement: Judgement | None
    requirement: Requirement | None
    said: str  # what the provider's rating is called
    judged: str  # what the commissioner's rating is called
    stands: str  # what the commissioner's rating means: met, partly, not-met, na, unanswered
    apart: int  # steps of the scale between the two

    @property
    def needs_second(self) -> bool:
        """Test whether somebody else must look: two steps or more apart, and nobody has."""
        judgement = self.judgement
        looked_at = judgement and (judgement.seconded_by_id or judgement.single_handed_reason)
        return self.apart >= 2 and not looked_at

    @property
    def is_done(self) -> bool:
        """Test whether the question was rated, or left out of the sample with a reason."""
        return bool(self.judgement and (self.judgement.rating or self.judgement.why_left_out))

    @property
    def lacks_requirement(self) -> bool:
        """Test whether the answer falls short and nobody has said what is wanted, or why nothing is."""
        return self.stands in SHORT and self.requirement is None


SHOWN = {
    "waits": ("Waits for us", lambda side: not side.is_done or side.needs_second or side.lacks_requirement),
    "apart": ("Rated apart", lambda side: side.apart > 0),
    "short": ("Falls short", lambda side: side.stands in SHORT),
}


def narrowed(found: list[Side], show: str) -> list[Side]:
    """Return the questions of a validation that a reader wants to look at: all, or those of one choice in `SHOWN`."""
    return [side for side in found if show not in SHOWN or SHOWN[show][1](side)]


def sides(validation: Validation, answers: Iterable[collect.Answer]) -> list[Side]:
    """Return every question of a validation, in order, with both sides."""
    framework = validation.assessment.framework
    words = collect.rating_words(framework)
    said = {answer.question_id: answer for answer in answers}
    rows = Judgement.objects.filter(validation=validation).select_related("judged_by")
    judged = {row.question_id: row for row in rows}
    wanted = {row.answer_id: row for row in Requirement.objects.filter(validation=validation)}
    return [
        _side(question, said.get(question.pk), judged.get(question.pk), wanted, framework, words)
        for question in collect.outline(framework).all_questions
    ]


def _side(question, answer, judgement, wanted, framework, words) -> Side:
    mine, theirs = answer.rating if answer else "", judgement.rating if judgement else ""
    return Side(
        question=question,
        answer=answer,
        judgement=judgement,
        requirement=wanted.get(answer.pk) if answer else None,
        said=words[mine],
        judged=words[theirs] if theirs else "Not rated",
        stands=collect.standing(framework, theirs),
        apart=collect.steps_apart(framework, mine, theirs),
    )


@dataclass(frozen=True)
class Summary:
    """Both sides of one self-assessment in numbers."""

    said: collect.Result
    judged: collect.Result
    optimism: int  # points by which the provider rated itself above its commissioner
    done: int
    total: int
    apart: int


def summary(validation: Validation, found: list[Side]) -> Summary:
    """Return what both sides come to, over the same questions."""
    framework = validation.assessment.framework
    said = {side.question.pk: side.answer.rating for side in found if side.answer}
    judged = {
        side.question.pk: side.judgement.rating for side in found if side.judgement and side.judgement.rating
    }
    return Summary(
        said=collect.result(framework, said),
        judged=collect.result(framework, said | judged),
        optimism=collect.optimism(framework, said, judged),
        done=sum(side.is_done for side in found),
        total=len(found),
        apart=sum(side.apart > 0 for side in found),
    )


def blockers(found: list[Side], open_queries: int) -> list[str]:
    """Return, in words, what stands between a validation and its being final."""
    undone = [side.question.key for side in found if not side.is_done]
    second = [
        f"{side.question.key} (rated by {side.judgement.judged_by.name})"
        for side in found
        if side.judgement and side.needs_second
    ]
    unsaid = [side.question.key for side in found if side.lacks_requirement]
    said = []
    if undone:
        said.append(f"Rate every question, or say why it was not looked at. Missing: {', '.join(undone)}.")
    if second:
        said.append(f"A second person must look at {', '.join(second)}: the ratings are two steps apart.")
    if unsaid:
        said.append(f"Say what you want done, or why nothing, for {', '.join(unsaid)}.")
    if open_queries:
        said.append("A query is still open. Close it first.")
    return said


# Queries to and fro


def queries_to(actor: Actor, permission: Permission = READ_ANSWERS) -> QuerySet[ValidationQuery]:
    """Return what commissioners have asked the acting organisation, those that wait first."""
    found = ValidationQuery.rows(actor, permission).filter(is_mine(actor, "about"))
    return found.select_related("organisation", "question__standard", "assessment__round").order_by(
        "-state", "-opened_at", "id"
    )


def get_query_to(actor: Actor, public_id: UUID, permission: Permission = READ_ANSWERS) -> ValidationQuery:
    """Return one query to the acting organisation, or 404."""
    try:
        return queries_to(actor, permission).select_related("about").get(public_id=public_id)
    except ValidationQuery.DoesNotExist:
        raise Http404 from None


def query_known_as(public_id: UUID) -> ValidationQuery:
    """Return the query that the audit calls so, as far as the context reaches; row security decides."""
    found = ValidationQuery.objects.select_related("organisation", "about", "assessment", "question")
    return found.get(public_id=public_id)


def asked(actor: Actor, assessment: collect.SelfAssessment) -> QuerySet[ValidationQuery]:
    """Return what we have asked about one self-assessment."""
    found = ValidationQuery.rows(actor, READ).filter(is_mine(actor, "organisation"), assessment=assessment)
    return found.select_related("question", "organisation", "about").order_by(
        "question__number", "opened_at", "id"
    )


def messages_of(found: Iterable[ValidationQuery]) -> dict[int, list[QueryMessage]]:
    """Return the words of each query, in order."""
    words: dict[int, list[QueryMessage]] = {}
    rows = QueryMessage.objects.filter(query__in=list(found)).select_related("organisation", "sent_by")
    for message in rows.order_by("sent_at", "id"):
        words.setdefault(message.query_id, []).append(message)
    return words


def unsettled(assessment: collect.SelfAssessment) -> int:
    """Return how many queries about a self-assessment are not closed."""
    return ValidationQuery.objects.filter(assessment=assessment).exclude(state="CLOSED").count()


# What came of it, for reports and other rooms


@dataclass(frozen=True)
class ValidationLine:
    """What one self-assessment came to: both ratings in numbers, and where it stands."""

    organisation: str
    kind: str
    framework: str
    period: str
    state: str
    said_met: int
    met: int
    partly: int
    not_met: int
    applicable: int
    optimism: int
    rag: str
    words: str  # Compliant, Partial, Not compliant, No data


def lines(actor: Actor, urn: str = "", within: tuple[date, date] | None = None) -> list[ValidationLine]:
    """Return what the validations of a framework within a period came to, by organisation."""
    found = validations(actor)
    if urn:
        found = found.filter(assessment__framework__urn=urn)
    if within:
        found = found.filter(
            assessment__round__period_start__gte=within[0], assessment__round__period_end__lte=within[1]
        )
    rows = list(found.order_by("about__name", "id"))
    said = collect.ratings(actor, [row.assessment for row in rows], READ)
    judged = _ratings(rows)
    return [_validation_line(row, said.get(row.assessment_id, {}), judged.get(row.pk, {})) for row in rows]


def _ratings(found: Iterable[Validation]) -> dict[int, dict[int, str]]:
    """Return the commissioner's ratings by validation and question."""
    by_validation: dict[int, dict[int, str]] = {}
    rows = Judgement.objects.filter(validation__in=[row.pk for row in found]).exclude(rating="")
    for validation, question, rating in rows.values_list("validation_id", "question_id", "rating"):
        by_validation.setdefault(validation, {})[question] = rating
    return by_validation


def _validation_line(row: Validation, said: dict[int, str], judged: dict[int, str]) -> ValidationLine:
    framework = row.assessment.framework
    ours = collect.result(framework, said | judged)
    return ValidationLine(
        organisation=row.about.name,
        kind=row.about.kind.name,
        framework=framework.title,
        period=row.assessment.round.period_label,
        state=row.get_state_display(),
        said_met=collect.result(framework, said).met,
        met=ours.met,
        partly=ours.partly,
        not_met=ours.not_met,
        applicable=ours.applicable,
        optimism=collect.optimism(framework, said, judged),
        rag=ours.rag,
        words=ours.words,
    )


def short_answers(actor: Actor, assessment: collect.SelfAssessment) -> list[Side]:
    """Return the questions of a validated self-assessment that fall short of met."""
    validation = of_assessment(actor, assessment)
    if validation is None:
        return []
    answers = collect.answers(actor, assessment, READ)
    return [side for side in sides(validation, answers) if side.stands in SHORT]


SECTION_11 = "section-11"  # Children Act 2004, section 11


@dataclass(frozen=True)
class TrustStatus:
    """Where one trust stands with its duty under section 11 for one period."""

    trust: str
    period: str
    status: str
    met: int
    applicable: int
    validated: bool


def section_11(actor: Actor, period: tuple[date, date] | None = None) -> list[TrustStatus]:
    """
    Return for each trust that we commission how it stands with section 11, by period; a trust not asked is named too.

    Commissioners are to be assured of each trust (Children Act 2004, section 11; NHS assurance framework).
    """
    trusts = list(
        organisations_where(actor, READ).filter(kind__in=kinds_within("nhs-trust")).order_by("name", "id")
    )
    asked_of = collect.assessments(actor, READ).filter(framework__urn=SECTION_11, organisation__in=trusts)
    if period:
        asked_of = asked_of.filter(round__period_start__gte=period[0], round__period_end__lte=period[1])
    found = list(asked_of.order_by("organisation__name", "-round__period_end", "id"))
    ours = list(validations(actor).filter(assessment__in=found).exclude(state=Validation.State.DRAFT))
    said, judged = collect.ratings(actor, found, READ), _ratings(ours)
    final = {row.assessment_id: judged.get(row.pk, {}) for row in ours}
    known = {assessment.organisation_id for assessment in found}
    silent = [
        TrustStatus(trust.name, "", "Not asked", 0, 0, validated=False)
        for trust in trusts
        if trust.pk not in known
    ]
    given = [_trust_line(each, said.get(each.pk, {}), final.get(each.pk)) for each in found]
    return sorted(given + silent, key=lambda line: line.trust)


def _trust_line(
    assessment: collect.SelfAssessment, said: dict[int, str], judged: dict[int, str] | None
) -> TrustStatus:
    trust, label = assessment.organisation.name, assessment.round.period_label
    if assessment.state not in collect.SENT:
        return TrustStatus(trust, label, assessment.get_state_display(), 0, 0, validated=False)
    result = collect.result(assessment.framework, said | (judged or {}))
    return TrustStatus(trust, label, result.words, result.met, result.applicable, judged is not None)


def judgements(actor: Actor) -> QuerySet[Judgement]:
    """Return our judgements."""
    return Judgement.objects.filter(validation__in=Validation.rows(actor, READ)).select_related("question")


def get_requirement(actor: Actor, public_id: UUID) -> Requirement:
    """Return one requirement of ours, or 404."""
    found = Requirement.objects.filter(~Q(wanted=""), validation__in=Validation.rows(actor, READ))
    try:
        return found.select_related("answer__question", "validation__about").get(public_id=public_id)
    except Requirement.DoesNotExist:
        raise Http404 from None


def wanted(validation: Validation) -> list[Requirement]:
    """Return what is wanted of a provider as a result of a validation, in the order of its questions."""
    found = Requirement.objects.filter(~Q(wanted=""), validation=validation)
    return list(found.select_related("answer__question").order_by("answer__question__number"))
