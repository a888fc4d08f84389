"""Reads of rounds, returns and answers: who may see that a return exists, and who may see what it says."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import Http404

from safeguarding.collect.assessments.models import (
    SENT,
    UNSENT,
    Answer,
    AssessmentStep,
    Evidence,
    Round,
    SelfAssessment,
    Submission,
)
from safeguarding.collect.frameworks.models import FrameworkVersion, Question, Standard
from safeguarding.collect.frameworks.queries import NOT_APPLICABLE, kinds_of, points, standing
from safeguarding.core.access import policy
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import (
    contracted,
    is_mine,
    on_day,
    organisations_where,
    own_rows,
    reads_own,
)
from safeguarding.core.files import kinds
from safeguarding.core.files.models import StoredFile
from safeguarding.core.organisations.models import Organisation, OrganisationKind
from safeguarding.core.organisations.queries import kinds_within
from safeguarding.kit import content

BOARD = Permission("CAM", "r")
READ = Permission("SELF", "r")
WRITE = Permission("SELF", "w")
APPROVE = Permission("SELF", "a")
OWED = UNSENT
ISSUERS = frozenset("cps*")  # the scopes with which somebody reaches what their organisation issued
Said = TypeVar("Said", Answer, Evidence)  # what a return says
EVIDENCE = "assessment.evidence"  # the kind of its files


def rounds(actor: Actor, permission: Permission = BOARD) -> QuerySet[Round]:
    """Return the rounds that the acting organisation issued, the latest first, with how many came back."""
    sent = Count("assessments", filter=Q(assessments__state__in=SENT))
    asked = Count("assessments", filter=~Q(assessments__state="WITHDRAWN"))
    return (
        Round.rows(actor, permission)
        .select_related("framework")
        .annotate(asked=asked, returned=sent)
        .order_by("-period_end", "-issued_at", "id")
    )


def get_round(actor: Actor, public_id: UUID, permission: Permission = BOARD) -> Round:
    """Return one round that the acting organisation issued, or 404."""
    try:
        return rounds(actor, permission).select_related("organisation").get(public_id=public_id)
    except Round.DoesNotExist:
        raise Http404 from None


def board(actor: Actor, issued: Round, permission: Permission = BOARD) -> QuerySet[SelfAssessment]:
    """Return who was asked in a round, when and in which state; never an answer."""
    return (
        _reached(actor, permission)
        .filter(round=issued)
        .select_related("organisation__kind", "submitted_by", "round")
        .order_by("organisation__name", "id")
    )


def progress(actor: Actor, issued: Round) -> dict[str, int]:
    """Return how many of a round were asked, returned, returned on time and are late; counted by the database."""
    sent = Q(state__in=SENT)
    late = Q(state__in=OWED, due_on__lt=actor.today, round__state=Round.State.OPEN)
    return (
        _reached(actor, BOARD)
        .filter(round=issued)
        .aggregate(
            asked=Count("pk", filter=~Q(state="WITHDRAWN")),
            returned=Count("pk", filter=sent),
            on_time=Count("pk", filter=sent & Q(submitted_at__date__lte=F("due_on"))),
            late=Count("pk", filter=late),
        )
    )


def assessments(actor: Actor, permission: Permission = READ) -> QuerySet[SelfAssessment]:
    """Return the returns that this person, acting for this organisation, may reach, the latest first."""
    return (
        _reached(actor, permission)
        .select_related("organisation__kind", "framework", "round", "issuer")
        .order_by("-due_on", "organisation__name", "id")
    )


def mine(actor: Actor, permission: Permission = READ) -> QuerySet[SelfAssessment]:
    """Return what the acting organisation itself has been asked to answer."""
    return (
        own_rows(SelfAssessment, actor, permission)
        .select_related("organisation__kind", "framework", "round", "issuer")
        .order_by("-due_on", "organisation__name", "id")
    )


def get_assessment(actor: Actor, public_id: UUID, permission: Permission = READ) -> SelfAssessment:
    """Return one return, or 404 so that nobody learns that it exists."""
    try:
        return assessments(actor, permission).get(public_id=public_id)
    except SelfAssessment.DoesNotExist:
        raise Http404 from None


def get_own(actor: Actor, public_id: UUID, permission: Permission = READ) -> SelfAssessment:
    """Return one return of the acting organisation itself, or 404."""
    try:
        return mine(actor, permission).get(public_id=public_id)
    except SelfAssessment.DoesNotExist:
        raise Http404 from None


def get_own_to_answer(actor: Actor, public_id: UUID) -> SelfAssessment:
    """Return one return of the acting organisation itself with no more than a save needs, or 404."""
    try:
        own = own_rows(SelfAssessment, actor, WRITE).annotate(framework_key=F("framework__public_id"))
        found = own.get(public_id=public_id)
    except SelfAssessment.DoesNotExist:
        raise Http404 from None
    found.framework = _framework(found.framework_key)
    if found.organisation_id == actor.acting_for.pk:
        found.organisation = actor.acting_for
    return found


@lru_cache(maxsize=64)  # what a version asks and its scale never change
def _framework(public_id: UUID) -> FrameworkVersion:
    return FrameworkVersion.objects.get(public_id=public_id)


def get_sent(actor: Actor, public_id: UUID, permission: Permission = READ) -> SelfAssessment:
    """Return one return whose answers this person may read: their own, or one that has been sent to them."""
    assessment = get_assessment(actor, public_id, permission)
    if assessment.state not in SENT and not is_own(actor, assessment):
        raise Http404
    return assessment


def is_own(actor: Actor, assessment: SelfAssessment) -> bool:
    """Test whether a return is the acting organisation's own answer, or that of one it succeeded."""
    own = Organisation.objects.filter(is_mine(actor, "pk"), pk=assessment.organisation_id)
    return assessment.organisation_id == actor.acting_for.pk or own.exists()


def asked_by_us(actor: Actor, permission: Permission) -> QuerySet[SelfAssessment]:
    """Return the returns that the acting organisation asked for, as far as this person may reach them."""
    asked = is_mine(actor, "issuer")
    if policy.reach(actor.roles, permission) & ISSUERS:
        return SelfAssessment.objects.filter(asked)
    return SelfAssessment.rows(actor, permission).filter(asked)


def _reached(actor: Actor, permission: Permission) -> QuerySet[SelfAssessment]:
    """A round may be issued to bodies that are under no contract: whoever issued it sees its returns."""
    found = SelfAssessment.rows(actor, permission)
    if policy.reach(actor.roles, permission) & ISSUERS:
        # First, because the database stops at the first that holds, and looks up contracts row by row.
        found = SelfAssessment.objects.filter(is_mine(actor, "issuer")) | found
    return found


# Answers


def answers(actor: Actor, assessment: SelfAssessment, permission: Permission = READ) -> QuerySet[Answer]:
    """Return the answers of one return, if this person may read them, in the order of its questions."""
    return _said(Answer, actor, assessment, permission).order_by("question__number", "id")


def ratings(
    actor: Actor, found: list[SelfAssessment], permission: Permission = READ
) -> dict[int, dict[int, str]]:
    """Return the ratings of many returns that have been sent, by return and question, in one question."""
    sent = [assessment.pk for assessment in found if assessment.state in SENT]
    rows = Answer.rows(actor, permission) | Answer.objects.filter(is_mine(actor, "assessment__issuer"))
    by_return: dict[int, dict[int, str]] = {}
    for assessment, question, rating in rows.filter(assessment__in=sent).values_list(
        "assessment_id", "question_id", "rating"
    ):
        by_return.setdefault(assessment, {})[question] = rating
    return by_return


def evidence(actor: Actor, assessment: SelfAssessment) -> QuerySet[Evidence]:
    """Return what was given to show that the answers are so."""
    found = _said(Evidence, actor, assessment, READ)
    described = found.select_related("question__standard", "file__stored_by").prefetch_related("file__scans")
    return described.order_by("question__number", "added_at", "id")


def get_evidence(actor: Actor, assessment: SelfAssessment, public_id: UUID) -> Evidence:
    """Return one piece of evidence of a return, or 404."""
    try:
        return evidence(actor, assessment).get(public_id=public_id)
    except Evidence.DoesNotExist:
        raise Http404 from None


def files_of(actor: Actor, organisation: Organisation) -> list[StoredFile]:
    """Return the files with which an organisation shows its answers to be so, as far as the asker may read them."""
    found = Evidence.rows(actor, READ).filter(assessment__organisation=organisation, file__isnull=False)
    described = found.select_related("file__stored_by").prefetch_related("file__scans")
    return [each.file for each in described.order_by("-added_at", "-id") if each.file]


def may_read_evidence(actor: Actor, file: StoredFile) -> bool:
    """Say who reads a file of evidence: its own organisation; once it was sent, whoever may read the answers."""
    if not reads_own(actor, READ):
        return False
    if Organisation.objects.filter(is_mine(actor, "pk"), pk=file.organisation_id).exists():
        return True
    shown = Evidence.rows(actor, READ)
    if policy.reach(actor.roles, READ) & ISSUERS:
        shown = shown | Evidence.objects.filter(is_mine(actor, "assessment__issuer"))
    sent = shown.filter(file__series=file.series, assessment__state__in=SENT)
    return sent.exists() and StoredFile.objects.filter(pk=file.pk, release__isnull=False).exists()


kinds.register(EVIDENCE, resource="SELF", may_read=may_read_evidence)


def _said(
    model: type[Said], actor: Actor, assessment: SelfAssessment, permission: Permission
) -> QuerySet[Said]:
    """What a return says: its own organisation's at any time, the issuer's and commissioner's once it is sent."""
    found = model.rows(actor, permission).filter(assessment=assessment)
    if assessment.state in SENT and policy.reach(actor.roles, permission) & ISSUERS:
        found = found | model.objects.filter(is_mine(actor, "assessment__issuer"), assessment=assessment)
    return found.select_related("question")


def submissions(actor: Actor, assessment: SelfAssessment) -> QuerySet[Submission]:
    """Return what was sent, the latest first."""
    get_assessment(actor, assessment.public_id)
    return Submission.objects.filter(assessment=assessment).select_related("submitted_by").order_by("-number")


def get_submission(actor: Actor, assessment: SelfAssessment, number: int) -> Submission:
    """Return one receipt, or 404."""
    try:
        return submissions(actor, assessment).get(number=number)
    except Submission.DoesNotExist:
        raise Http404 from None


def steps(actor: Actor, assessment: SelfAssessment) -> QuerySet[AssessmentStep]:
    """Return what has happened to a return, the latest first, as far as the asker may know."""
    found = AssessmentStep.objects.filter(assessment=assessment)
    if not is_own(actor, assessment):
        found = found.filter(is_internal=False)
    return found.select_related("taken_by").order_by("-taken_at", "-id")


@dataclass(frozen=True)
class Outline:
    """A framework in memory: versions never change, so a page need not ask for one twice."""

    standards: tuple[Standard, ...]
    questions: dict[int, tuple[Question, ...]]  # by standard

    @property
    def all_questions(self) -> tuple[Question, ...]:
        """Return every question in order."""
        return tuple(question for standard in self.standards for question in self.questions[standard.pk])

    def standard(self, key: str) -> Standard:
        """Return a standard by its key, or 404."""
        for standard in self.standards:
            if standard.key == key:
                return standard
        raise Http404

    def question(self, key: str) -> Question:
        """Return a question by its key, or 404."""
        for question in self.all_questions:
            if question.key == key:
                return question
        raise Http404


def outline(framework: FrameworkVersion) -> Outline:
    """Return the standards and questions of a framework version."""
    return _outline(framework.public_id, framework.pk)


@lru_cache(maxsize=64)
def _outline(public_id: UUID, pk: int) -> Outline:
    questions = Prefetch("questions", Question.objects.order_by("number"))
    standards = tuple(Standard.objects.filter(framework=pk).order_by("number").prefetch_related(questions))
    return Outline(standards, {standard.pk: tuple(standard.questions.all()) for standard in standards})


# What answers come to


def is_answered(answer: Answer | None) -> bool:
    """Test whether a question is answered: rated, and with a reason where it does not apply."""
    if answer is None or not answer.rating:
        return False
    return answer.rating != NOT_APPLICABLE or bool(answer.why_not_applicable.strip())


def unanswered(assessment: SelfAssessment, given: list[Answer]) -> list[str]:
    """Return the keys of the questions that are still to be answered."""
    done = {answer.question_id for answer in given if is_answered(answer)}
    return [q.key for q in outline(assessment.framework).all_questions if q.pk not in done]


@dataclass(frozen=True)
class Result:
    """What a set of ratings comes to: counts, and met of those that apply."""

    met: int
    partly: int
    not_met: int
    not_applicable: int
    unanswered: int
    rag: str

    @property
    def applicable(self) -> int:
        """Return how many questions count."""
        return self.met + self.partly + self.not_met

    @property
    def words(self) -> str:
        """Return the result in one word, as an assurance framework reports it."""
        if not self.applicable or self.unanswered:
            return "No data"
        if self.met == self.applicable:
            return "Compliant"
        return "Partial" if self.met or self.partly else "Not compliant"


def result(framework: FrameworkVersion, ratings: dict[int, str]) -> Result:
    """
    Return what ratings by question come to.

    Green is 90% met or more and nothing essential not met; red is under 75% or an essential question not met.
    What does not apply is left out of the percentage, as the framework's own rule says.
    """
    questions = outline(framework).all_questions
    stands = {q.pk: standing(framework, ratings.get(q.pk, "")) for q in questions}
    count = Counter(stands.values())
    essential = {stands[q.pk] for q in questions if q.is_essential}
    applicable = count["met"] + count["partly"] + count["not-met"]
    return Result(
        met=count["met"],
        partly=count["partly"],
        not_met=count["not-met"],
        not_applicable=count["na"],
        unanswered=count["unanswered"],
        rag=_rag(count["met"], applicable, essential) if not count["unanswered"] else "",
    )


def _rag(met: int, applicable: int, essential: set[str]) -> str:
    if not applicable:
        return ""
    if "not-met" in essential or met * 100 < 75 * applicable:
        return "R"
    return "A" if "partly" in essential or met * 100 < 90 * applicable else "G"


def optimism(framework: FrameworkVersion, said: dict[int, str], judged: dict[int, str]) -> int:
    """Return by how many points an organisation rated itself above its commissioner, over the questions both rated."""
    both = [
        (points(framework, said[pk]), points(framework, judged[pk])) for pk in said.keys() & judged.keys()
    ]
    return sum(mine - theirs for mine, theirs in both if mine is not None and theirs is not None)


def steps_apart(framework: FrameworkVersion, one: str, other: str) -> int:
    """Return how many steps of the scale lie between two ratings; what does not apply is no step."""
    order = [step["key"] for step in framework.scale]
    return abs(order.index(one) - order.index(other)) if one in order and other in order else 0


def is_single_handed(actor: Actor, assessment: SelfAssessment) -> bool:
    """Test whether the one who would sign has written the answers too, or nobody else asked for the signature."""
    if assessment.asked_by_id in (None, actor.person.pk):
        return True
    return Answer.objects.filter(assessment=assessment, saved_by=actor.user).exists()


def is_overdue(assessment: SelfAssessment, today: date) -> bool:
    """Test whether a return is late; a round held in abeyance makes nothing late."""
    return (
        assessment.state in OWED and assessment.due_on < today and assessment.round.state == Round.State.OPEN
    )


def overdue(found: QuerySet[SelfAssessment], today: date) -> QuerySet[SelfAssessment]:
    """Keep the returns that are late."""
    return found.filter(late(today))


def late(today: date) -> Q:
    """Return the condition that a return is late."""
    return Q(state__in=OWED, due_on__lt=today, round__state=Round.State.OPEN)


# Whom a round may be issued to, and by whom


def runs_own_rounds(actor: Actor, organisation: Organisation) -> bool:
    """
    Test whether somebody runs the rounds of the organisation that they act for.

    A partnership's own scope in the matrix is what is shared with it, which leaves out itself.
    """
    own = actor.organisation is not None and organisation.pk == actor.organisation.pk
    return own and bool(policy.reach(actor.roles, Permission("CAM", "w")))


def may_be_asked(actor: Actor, on: date, permission: Permission = BOARD) -> QuerySet[Organisation]:
    """Return whom the acting organisation may ask: itself, whom its roles reach, whom it commissioned on that day."""
    reached = organisations_where(actor, permission).values("pk")
    open_then = on_day(on, "opened_on", "closed_on")
    found = Organisation.objects.filter(
        Q(pk__in=reached) | is_mine(actor, "pk") | Q(pk__in=contracted(actor, on))
    )
    return found.filter(open_then).select_related("kind").order_by("name", "id")


def of_kinds(
    actor: Actor, framework: FrameworkVersion, kinds: list[OrganisationKind], on: date
) -> list[Organisation]:
    """Return the organisations of some kinds, or of kinds beneath, that a framework is for and that may be asked."""
    fits = {kind.pk for kind in kinds_of(framework)}
    wanted = {beneath.pk for kind in kinds for beneath in kinds_within(kind.key)} & fits
    return list(may_be_asked(actor, on).filter(kind__in=wanted))


def stamp(answer: Answer | None) -> str:
    """Return what a form carries of an answer: its version and a hash of its words, to see who changed what."""
    version = answer.version if answer else 0
    return f"{version}.{words_digest(said(answer))}"


def said(answer: Answer | None) -> tuple[str, str, str, str]:
    """Return the words of an answer."""
    if answer is None:
        return ("", "", "", "")
    return (answer.rating, answer.what_we_do, answer.how_we_know, answer.why_not_applicable)


def words_digest(words: tuple[str, ...]) -> str:
    """Return a short hash of an answer's words."""
    return content.digest(list(words))[:12]


@dataclass(frozen=True)
class Picked:
    """The organisations that were picked by name or code, and the lines that name none that may be asked."""

    found: list[Organisation]
    unknown: list[str]


def find(actor: Actor, words: str, on: date) -> Picked:
    """Return the organisations that may be asked and whose name or code is on one of the lines."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    wanted = Q(pk__in=[])
    for line in lines:
        wanted |= Q(name__iexact=line) | Q(identifiers__code__iexact=line)
    found = list(may_be_asked(actor, on).filter(wanted).distinct().prefetch_related("identifiers"))
    known = {each.name.casefold() for each in found}
    known |= {code.code.casefold() for each in found for code in each.identifiers.all()}
    return Picked(found, [line for line in lines if line.casefold() not in known])
