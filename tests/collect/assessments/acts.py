"""What people do on the way to a sent self-assessment, for tests that start from there."""

from datetime import date, timedelta

from django.utils import timezone

from safeguarding.collect import api as collect
from safeguarding.collect.assessments import operations, queries
from safeguarding.kit.periods import Period

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))


def issue(world, *respondents, urn="saf/provider", due=30, by="dana"):
    """Issue a round as Wyvern to members of the cast's organisations."""
    actor = world.actor(by)
    return operations.issue_round(
        organisation=actor.organisation,
        framework=collect.find_framework(actor, urn),
        title="Safeguarding assurance 2025/26",
        period=YEAR,
        due_on=actor.today + timedelta(days=due),
        respondents=[getattr(world, key) for key in respondents],
        by=actor,
        at=timezone.now(),
    )


def return_of(world, issued, organisation):
    """Return one organisation's return as it stands, with what it hangs on."""
    return queries.SelfAssessment.objects.select_related(
        "organisation__kind", "issuer", "framework", "round"
    ).get(round=issued, organisation__name=getattr(world, organisation).name)


def answer(world, person, assessment, rating="met", only=None, **words):
    """Answer every question, or only some, as a member of the cast."""
    actor = world.actor(person)
    standing = {a.question_id: a for a in queries.answers(actor, assessment)}
    questions = queries.outline(assessment.framework).all_questions
    given = {
        question: operations.Given(
            rating=rating,
            what_we_do=words.get("what_we_do", "A policy and a lead"),
            how_we_know=words.get("how_we_know", "An audit in May"),
            why_not_applicable=words.get("why_not_applicable", ""),
            stamp=queries.stamp(standing.get(question.pk)),
        )
        for question in questions
        if only is None or question.key in only
    }
    return operations.save_answers(assessment=assessment, given=given, by=actor, at=timezone.now())


def send(world, assessment, writer="pat", signer="perry", rating="met"):
    """Answer everything, ask the executive and sign."""
    answer(world, writer, assessment, rating)
    assessment.refresh_from_db()
    actor = world.actor(writer)
    if writer != signer:
        operations.ask_executive(
            assessment=assessment, version=assessment.version, by=actor, at=timezone.now()
        )
        assessment.refresh_from_db()
        actor = world.actor(signer)
    sent = operations.submit(
        assessment=assessment,
        version=assessment.version,
        name=actor.user.name,
        position="Director of nursing",
        by=actor,
        at=timezone.now(),
    )
    assessment.refresh_from_db()
    return sent
