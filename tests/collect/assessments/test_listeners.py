"""Who is told that something waits, and that nobody is told of the past."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.act.actions import listeners as actions
from safeguarding.assure.validation import listeners as validation
from safeguarding.collect.assessments import listeners
from safeguarding.core.audit.operations import name_of
from safeguarding.core.notices import queries as notices
from tests.act.actions import acts as acting
from tests.assure.validation import acts as validating
from tests.collect.assessments import acts


def kinds(world, person):
    return [notice.kind for notice in notices.notices(world.actor(person))]


def heard(world, job, about, by, at=None):
    """Do what a worker does when it takes up a listener's job."""
    actor = world.actor(by)
    job.run(
        about=name_of(about),
        organisation_id=actor.organisation.pk,
        user_id=actor.user.pk,
        at=(at or timezone.now()).isoformat(),
    )


def test_everybody_asked_is_told_once_and_others_are_not(world):
    issued = acts.issue(world, "riverside", "foxglove")

    heard(world, listeners.tell_those_asked, issued, "dana")
    heard(world, listeners.tell_those_asked, issued, "dana")

    assert kinds(world, "pat") == kinds(world, "homer") == ["assessment.issued"]
    assert kinds(world, "olga") == []


def test_those_reminded_are_told_and_lateness_is_said(world):
    issued = acts.issue(world, "riverside", due=-4)
    acts.operations.chase(issued=issued, by=world.actor("adi"), at=timezone.now())

    heard(world, listeners.remind_those_who_owe, issued, "adi")

    assert kinds(world, "pat") == ["assessment.overdue"]


def test_the_executive_and_then_the_commissioner_are_told(world):
    assessment = acts.return_of(world, acts.issue(world, "riverside"), "riverside")
    acts.send(world, assessment)

    heard(world, listeners.tell_who_signs, assessment, "pat")
    heard(world, listeners.tell_who_asked, assessment, "perry")

    assert kinds(world, "perry") == ["assessment.to-sign"]
    assert kinds(world, "dana") == ["assessment.submitted"]


def test_a_question_its_reply_and_the_result_are_told(world):
    found = validating.released(world, validating.sent(world))
    other = validating.begun(world, validating.sent(world, "foxglove", "homer", "homer"))
    question = validating.queries.sides(other, [])[0].question
    query = validating.operations.ask(
        validation=other, question=question, text="Why?", by=world.actor("dana"), at=timezone.now()
    )

    heard(world, validation.tell_the_result, found, "hana")
    heard(world, validation.tell_who_is_asked, query, "dana")
    heard(world, validation.tell_who_asked, query, "homer")

    assert kinds(world, "pat") == ["validation.released"]
    assert kinds(world, "homer") == ["validation.query"]
    assert "validation.replied" in kinds(world, "dana")


def test_an_action_and_its_check_are_told(world):
    action = acting.opened(world)
    heard(world, actions.tell_who_is_to_act, action, "dana")
    heard(world, actions.tell_who_closes, action, "dana")
    assert kinds(world, "pat") == ["action.assigned"]

    acting.move(world, action, acting.operations.ask_for_check, "pat")
    heard(world, actions.tell_who_closes, action, "pat")

    assert kinds(world, "hana") == ["action.to-close"]


@pytest.mark.parametrize("days", [8, 2000])
def test_what_is_entered_about_the_past_is_news_to_nobody(world, days):
    issued = acts.issue(world, "riverside")

    heard(world, listeners.tell_those_asked, issued, "dana", timezone.now() - timedelta(days=days))

    assert kinds(world, "pat") == []
