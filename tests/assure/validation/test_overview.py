"""Both ratings side by side."""

import pytest
from django.urls import reverse

from safeguarding.assure.validation.models import Judgement, Validation
from tests.assure.validation import acts


@pytest.fixture
def assessment(world):
    return acts.sent(world)


def address(assessment):
    return reverse("assure:validation_overview", args=[assessment.public_id])


def test_begins_once_however_often_it_is_pressed(world, sign_in, assessment):
    client = sign_in(world.dana)
    assert "Begin validation" in client.get(address(assessment)).content.decode()

    client.post(address(assessment))
    client.post(address(assessment))

    world.actor("dana")
    assert Validation.objects.count() == 1
    assessment.refresh_from_db()
    assert assessment.state == "IN_VALIDATION"


def test_who_only_reads_is_offered_nothing_to_press(world, sign_in, assessment):
    assert "Begin validation" not in sign_in(world.connie).get(address(assessment)).content.decode()
    acts.begun(world, assessment)
    assert "Make it final" not in sign_in(world.connie).get(address(assessment)).content.decode()
    assert "Make it final" in sign_in(world.hana).get(address(assessment)).content.decode()


def test_shows_the_gap_between_the_two(world, sign_in, assessment):
    acts.judged(world, acts.begun(world, assessment), A1="partly", A2="partly")

    page = sign_in(world.dana).get(address(assessment)).content.decode()

    assert "2 (the provider rated itself higher)" in page
    assert "97.1% (68 of 70)" in page
    assert "Mend A1 by 31 January 2030" in page


def test_two_steps_apart_are_shown_as_needing_a_second_person(world, sign_in, assessment):
    acts.judged(world, acts.begun(world, assessment), A1="not-met")

    assert "Needs a second person" in sign_in(world.hana).get(address(assessment)).content.decode()


@pytest.mark.parametrize(
    ("show", "there"),
    [("", {"A1", "A2", "A3"}), ("apart", {"A1", "A2"}), ("waits", {"A2"}), ("short", {"A1", "A2"})],
)
def test_only_what_somebody_looks_for_is_shown_and_leaves_as_a_file(world, sign_in, assessment, show, there):
    acts.judged(world, acts.begun(world, assessment), A1="partly", A2="not-met")
    client = sign_in(world.hana)

    page = client.get(address(assessment), {"show": show}).content.decode()
    file = client.get(address(assessment), {"show": show, "export": "csv"}).content.decode("utf-8-sig")

    assert {key for key in ("A1", "A2", "A3") if f"<span>{key}. " in page} == there
    assert {key for key in ("A1", "A2", "A3") if f"\n{key}," in file.replace("\r", "")} == there


def test_where_no_question_is_like_that_it_says_so(world, sign_in, assessment):
    acts.judged(world, acts.begun(world, assessment))

    assert (
        "No question is like that"
        in sign_in(world.hana).get(address(assessment), {"show": "apart"}).content.decode()
    )


def test_the_providers_answers_are_never_altered(world, assessment):
    before = list(assessment.answers.values_list("question", "rating", "what_we_do"))

    acts.judged(world, acts.begun(world, assessment), rating="not-met")

    assert list(assessment.answers.values_list("question", "rating", "what_we_do")) == before


def test_the_provider_sees_nothing_before_the_release(world, assessment):
    acts.judged(world, acts.begun(world, assessment))
    world.actor("pat")

    assert not Validation.objects.exists()
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("dana", 200),
        ("connie", 200),
        ("adi", 404),
        ("pat", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_who_opens_it(world, sign_in, assessment, person, status):
    assert sign_in(getattr(world, person)).get(address(assessment)).status_code == status


def test_a_draft_is_not_validated(world, sign_in):
    draft = acts.answering.return_of(world, acts.answering.issue(world, "foxglove"), "foxglove")

    assert sign_in(world.dana).post(address(draft)).status_code == 404
    with pytest.raises(acts.operations.NotYet, match="has not been sent"):
        acts.begun(world, draft)
