"""Asking somebody else to answer a round that was issued before."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safeguarding.collect.assessments import listeners, operations
from safeguarding.collect.assessments.models import SelfAssessment
from tests.collect.assessments import acts
from tests.collect.assessments.test_listeners import heard, kinds


@pytest.fixture
def issued(world):
    return acts.issue(world, "riverside")


def address(issued):
    return reverse("collect:assessments_add", args=[issued.public_id])


def asked(world, *names, days=14, **changed):
    due = world.actor("dana").today + timedelta(days=days)
    return {"picked": "\n".join(names), "due_on": due.isoformat(), "note": "Joined in May"} | changed


def names_asked(world, issued):
    world.actor("dana")
    return set(SelfAssessment.objects.filter(round=issued).values_list("organisation__name", flat=True))


def test_a_late_joiner_is_asked_with_a_due_date_of_its_own(world, sign_in, issued):
    form = asked(world, "Foxglove House", "yWY01")

    page = sign_in(world.dana).post(address(issued), form, follow=True).content.decode()

    assert "2 organisations asked" in page
    assert names_asked(world, issued) == {"Riverside NHS Trust", "Foxglove House", "Millpond Surgery"}
    joined = acts.return_of(world, issued, "foxglove")
    assert joined.due_on == world.actor("dana").today + timedelta(days=14)
    assert joined.total == acts.return_of(world, issued, "riverside").total
    theirs = sign_in(world.homer).get(reverse("collect:assessments_show", args=[joined.public_id]))
    assert "Joined in May" in theirs.content.decode()


def test_whoever_joined_is_told_and_nobody_else(world, issued):
    at = timezone.now()
    join(world, issued, "foxglove", at=at)

    heard(world, listeners.tell_those_added, issued, "dana", at)

    assert kinds(world, "homer") == ["assessment.issued"]
    assert kinds(world, "pat") == []


def join(world, issued, *respondents, days=5, at=None):
    actor = world.actor("dana")
    return operations.add_to_round(
        issued=issued,
        respondents=[getattr(world, key) for key in respondents],
        due_on=actor.today + timedelta(days=days),
        by=actor,
        at=at or timezone.now(),
    )


def test_asking_twice_changes_nothing(world, sign_in, issued):
    acts.answer(world, "pat", acts.return_of(world, issued, "riverside"), only={"A1"})
    before = acts.return_of(world, issued, "riverside")

    page = sign_in(world.dana).post(address(issued), asked(world, "Riverside NHS Trust"), follow=True)

    assert "They had been asked already" in page.content.decode()
    after = acts.return_of(world, issued, "riverside")
    assert (after.due_on, after.answered, after.version) == (before.due_on, 1, before.version)
    assert not after.steps.filter(kind="ADDED").exists()


def test_whose_request_was_withdrawn_is_asked_again_and_finds_what_it_wrote(world, issued):
    riverside = acts.return_of(world, issued, "riverside")
    acts.answer(world, "pat", riverside, only={"A1"})
    riverside.refresh_from_db()
    operations.withdraw(
        assessment=riverside, version=1, reason="Thought closed", by=world.actor("dana"), at=timezone.now()
    )

    assert [each.pk for each in join(world, issued, "riverside")] == [riverside.pk]

    again = acts.return_of(world, issued, "riverside")
    assert (again.state, again.answered) == ("DRAFT", 1)
    acts.send(world, again)


@pytest.mark.parametrize(
    ("names", "changed", "said"),
    [
        (["Nowhere House"], {}, "No organisation that you may ask is called Nowhere House"),
        (["Elsewhere NHS Trust"], {}, "No organisation that you may ask is called Elsewhere NHS Trust"),
        (["NHS Wyvern Integrated Care Board"], {}, "This framework is not for NHS Wyvern"),
        (["Foxglove House"], {"days": -1}, "Due date must be on or after"),
        ([], {}, "Enter whom to ask"),
    ],
)
def test_says_what_is_wrong_and_asks_nobody(world, sign_in, issued, names, changed, said):
    page = sign_in(world.dana).post(address(issued), asked(world, *names, **changed)).content.decode()

    assert said in page
    assert names_asked(world, issued) == {"Riverside NHS Trust"}


def test_an_operation_refuses_a_date_that_has_passed_and_a_round_that_is_over(world, issued):
    with pytest.raises(operations.CannotIssue, match="must be today or later"):
        join(world, issued, "foxglove", days=-1)

    operations.close_round(issued=issued, version=1, by=world.actor("dana"), at=timezone.now())

    with pytest.raises(operations.NotOpen, match="This round is closed"):
        join(world, issued, "foxglove")


def test_asking_many_asks_the_database_no_more_than_asking_one(world, issued):
    def count(*keys):
        places, dana = [getattr(world, key) for key in keys], world.actor("dana")
        with CaptureQueriesContext(connection) as seen:
            operations.add_to_round(
                issued=issued, respondents=places, due_on=dana.today, by=dana, at=timezone.now()
            )
        return len(seen)

    one = count("fairway")
    assert count("foxglove", "moorland", "millpond") == one


@pytest.mark.parametrize(
    ("person", "status"),
    [("dana", 200), ("adi", 200), ("connie", 404), ("pat", 404), ("oscar", 404), ("noone", 302)],
)
def test_only_those_who_run_rounds_open_the_page(world, sign_in, issued, person, status):
    assert sign_in(getattr(world, person)).get(address(issued)).status_code == status


def test_the_board_offers_the_steps_only_to_whoever_may_take_them(world, sign_in, issued):
    board = reverse("collect:assessments_board", args=[issued.public_id])
    withdraw = reverse(
        "collect:assessments_withdraw", args=[acts.return_of(world, issued, "riverside").public_id]
    )

    ours = sign_in(world.dana).get(board).content.decode()
    theirs = sign_in(world.connie).get(board).content.decode()

    assert address(issued) in ours
    assert withdraw in ours
    assert address(issued) not in theirs
    assert withdraw not in theirs
