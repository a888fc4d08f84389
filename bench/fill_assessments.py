"""Fills frameworks of 60, 140 and 371 questions, and 1,000 self-assessments of 140 answers each, in bulk."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from django.db import connections

from bench.fill import ALIAS, in_bulk
from safeguarding.collect.assessments.models import Answer, Round, SelfAssessment
from safeguarding.collect.frameworks.models import FrameworkVersion, Question, Standard

SIZES = (60, 140, 371)
QUESTIONS_IN_A_STANDARD = 10
YEARS = range(2021, 2026)  # five rounds; the last is open and being answered
COMMENT = "Seen at the visit in the autumn and tested in a sample of records each quarter. "
SCALE = [
    {"key": key, "label": label, "descriptor": label, "standing": key, "points": points, "rag": rag}
    for key, label, points, rag in (
        ("met", "Met", 2, "G"),
        ("partly", "Partly met", 1, "A"),
        ("not-met", "Not met", 0, "R"),
    )
]


def frameworks_and_assessments(people: SimpleNamespace) -> int:
    """Add the frameworks, five rounds to every provider and one each of the other sizes; returns how many answers."""
    with in_bulk():
        made = {size: _framework(size) for size in SIZES}
        for year in YEARS:
            _round(made[140], people, year, people.providers, is_open=year == YEARS[-1])
        for size in (60, 371):
            _round(made[size], people, YEARS[-1], people.providers[:1], is_open=True)
        _answer_everything(people)
    return Answer.objects.using(ALIAS).count()


def _framework(size: int) -> FrameworkVersion:
    framework = FrameworkVersion(
        urn=f"bench/{size}",
        version=1,
        digest="0" * 64,
        title=f"Framework of {size} questions",
        summary="Made for measuring.",
        source="Made for measuring",
        scale=SCALE,
        applies_to=["provider"],
        used_from=date(2020, 4, 1),
    )
    framework.save(using=ALIAS)
    standards = Standard.objects.using(ALIAS).bulk_create(
        Standard(framework=framework, key=f"S{n}", number=n, title=f"Standard {n}", about="What it covers.")
        for n in range(1, -(-size // QUESTIONS_IN_A_STANDARD) + 1)
    )
    Question.objects.using(ALIAS).bulk_create(
        Question(
            framework=framework,
            standard=standards[n // QUESTIONS_IN_A_STANDARD],
            key=f"S{n // QUESTIONS_IN_A_STANDARD + 1}.{n % QUESTIONS_IN_A_STANDARD + 1}",
            number=n + 1,
            text=f"Question {n + 1}: how do you know that people at risk are kept safe?",
            guidance="Say who does it, how often, and what changed because of it.",
            evidence=["Minutes of the committee"],
        )
        for n in range(size)
    )
    return framework


def _round(framework, people: SimpleNamespace, year: int, providers: list, *, is_open: bool) -> None:
    due = date(year + 1, 12, 31) if is_open else date(year, 12, 31)
    issued_at = datetime(year, 9, 1, tzinfo=UTC)
    issued = Round(
        organisation=people.icb,
        framework=framework,
        title=f"{framework.title}, {year}",
        period_start=date(year, 4, 1),
        period_end=date(year + 1, 3, 31),
        period_label=f"{year}-{(year + 1) % 100}",
        due_on=due,
        issued_at=issued_at,
        issued_by=people.head,
    )
    issued.save(using=ALIAS)
    total = int(framework.urn.partition("/")[2])
    sent = {} if is_open else {"submitted_at": issued_at + timedelta(days=60), "submitted_by": people.head}
    SelfAssessment.objects.using(ALIAS).bulk_create(
        SelfAssessment(
            round=issued,
            organisation=each,
            issuer=people.icb,
            framework=framework,
            due_on=due,
            total=total,
            answered=total,
            state="DRAFT" if is_open else "SUBMITTED",
            **sent,
        )
        for each in providers
    )


def _answer_everything(people: SimpleNamespace) -> None:
    """Answer every question of every self-assessment, with a comment of the length that people write."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "insert into collect_answer (assessment_id, question_id, version, rating, what_we_do, how_we_know,"
            " why_not_applicable, saved_at, saved_by_id)"
            " select a.id, q.id, 1, (array['met', 'partly', 'not-met'])[1 + (a.id + q.number) %% 3], %s, %s, '', now(), %s"
            " from collect_selfassessment a join collect_question q on q.framework_id = a.framework_id",
            [(COMMENT * 3).strip(), COMMENT.strip(), people.head.pk],
        )


def found() -> SimpleNamespace:
    """Return the public ids: by size the first provider's open assessment, the providers' open ones, the open round."""
    every = SelfAssessment.objects.using(ALIAS).filter(round__period_start__year=YEARS[-1])
    first = {
        size: every.get(framework__urn=f"bench/{size}", organisation__name="Provider 001").public_id
        for size in SIZES
    }
    of_140 = every.filter(framework__urn="bench/140").order_by("organisation__name")
    rounds = Round.objects.using(ALIAS).filter(framework__urn="bench/140").order_by("period_start")
    return SimpleNamespace(
        by_size=first,
        open_ones=[each.public_id for each in of_140],
        open_round=rounds.last().public_id,
        framework_140=rounds.last().framework,
    )
