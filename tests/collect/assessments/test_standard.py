"""Answers to one standard: saved as typed or by the button, without losing anybody's words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.collect.assessments.models import Answer
from tests.collect.assessments import acts
from tests.forms_on_pages import typed


@pytest.fixture
def assessment(world):
    return acts.return_of(world, acts.issue(world, "riverside"), "riverside")


@pytest.fixture
def address(assessment):
    return reverse("collect:assessments_standard", args=[assessment.public_id, "B"])


def opened(client, address):
    """Return what the form holds when somebody opens the page."""
    return typed(client.get(address))


def number(assessment, key):
    return acts.queries.outline(assessment.framework).question(key).number


def test_saves_what_was_typed_and_goes_back_to_the_standards(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")
    form = opened(client, address) | {f"q{b1}_rating": "partly", f"q{b1}_what_we_do": "A policy of 2024"}

    response = client.post(address, form, follow=True)

    page = response.content.decode()
    assert "Answers saved" in page
    assert "1 of 10 questions answered" in page
    world.actor("pat")
    answer = Answer.objects.get()
    assert (answer.rating, answer.what_we_do, answer.saved_by) == ("partly", "A policy of 2024", world.pat)


def test_saves_as_it_is_typed_within_fifteen_questions_to_the_database(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")
    form = opened(client, address) | {f"q{b1}_rating": "met"}

    with CaptureQueriesContext(connection) as asked:
        response = client.post(address, form, headers={"X-Autosave": "1"})

    assert response.status_code == 200
    assert response.json()["saved"] == ["B1"]
    own = 2  # a test holds the request's own transaction as a savepoint and its release
    assert len(asked) - own <= 15, [each["sql"][:90] for each in asked]


def test_saving_again_with_the_new_stamp_goes_on(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")
    form = opened(client, address) | {f"q{b1}_rating": "met"}
    first = client.post(address, form, headers={"X-Autosave": "1"}).json()

    form |= {"version": first["version"], f"q{b1}_rating": "partly"}
    second = client.post(address, form, headers={"X-Autosave": "1"})

    assert second.status_code == 200
    world.actor("pat")
    assert Answer.objects.get().rating == "partly"


def test_two_people_on_one_answer_see_both_and_nothing_is_lost(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")
    mine = opened(client, address) | {f"q{b1}_rating": "met", f"q{b1}_what_we_do": "What Pat types"}
    acts.answer(world, "pat", assessment, "partly", only={"B1"}, what_we_do="What was saved meanwhile")

    response = client.post(address, mine)

    page = response.content.decode()
    assert "What Pat types" in page
    assert "What was saved meanwhile" in page
    world.actor("pat")
    assert Answer.objects.get().what_we_do == "What was saved meanwhile"
    again = typed(response)
    assert client.post(address, again).status_code == 302
    world.actor("pat")
    assert Answer.objects.get().what_we_do == "What Pat types"


def test_two_people_on_different_answers_do_not_meet(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")
    mine = opened(client, address) | {f"q{b1}_rating": "met"}
    acts.answer(world, "pat", assessment, "partly", only={"B2"})

    assert client.post(address, mine).status_code == 302

    world.actor("pat")
    assert dict(Answer.objects.values_list("question__key", "rating")) == {"B1": "met", "B2": "partly"}


def test_a_stale_save_while_typing_answers_409_with_the_others_words(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")
    mine = opened(client, address) | {f"q{b1}_rating": "met"}
    acts.answer(world, "pat", assessment, "partly", only={"B1"})

    response = client.post(address, mine, headers={"X-Autosave": "1"})

    assert response.status_code == 409
    assert response.json()["conflicts"][0]["rating"] == "partly"


def test_the_same_form_twice_changes_it_once(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")
    form = opened(client, address) | {f"q{b1}_rating": "met"}

    client.post(address, form)
    client.post(address, form)

    world.actor("pat")
    assert Answer.objects.get().version == 1


def test_refuses_a_rating_that_the_scale_does_not_know(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")

    response = client.post(address, opened(client, address) | {f"q{b1}_rating": "splendid"})

    assert "Choose a rating for B1 from the list" in response.content.decode()


def test_what_does_not_apply_is_answered_only_with_a_reason(world, sign_in, assessment, address):
    client, b8 = sign_in(world.pat), number(assessment, "B8")
    form = opened(client, address) | {f"q{b8}_rating": "na"}

    client.post(address, form)

    world.actor("pat")
    assessment.refresh_from_db()
    assert assessment.answered == 0
    form = opened(client, address) | {f"q{b8}_why_not_applicable": "We care for men over 65 only"}
    client.post(address, form)
    world.actor("pat")
    assessment.refresh_from_db()
    assert assessment.answered == 1


def test_answers_that_are_with_the_executive_cannot_be_changed(world, sign_in, assessment, address):
    client, b1 = sign_in(world.pat), number(assessment, "B1")
    form = opened(client, address)
    acts.send(world, assessment)

    response = client.post(address, form | {f"q{b1}_rating": "not-met"}, headers={"X-Autosave": "1"})

    assert response.status_code == 400
    assert "not open to change" in response.json()["errors"][0]


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("pat", 200),
        ("perry", 200),
        ("dana", 404),
        ("adi", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_only_the_organisations_own_people_open_the_page(world, sign_in, address, person, status):
    assert sign_in(getattr(world, person)).get(address).status_code == status


@pytest.mark.parametrize(("person", "locked"), [("pat", False), ("perry", True)])
def test_whoever_reads_and_does_not_answer_finds_it_locked(world, sign_in, address, person, locked):
    page = sign_in(getattr(world, person)).get(address).content.decode()

    assert ("You can read this, and not change it." in page) is locked
    assert ('<fieldset class="nhsuk-fieldset" disabled>' in page) is locked
    assert ("Save and go back to the standards" in page) is not locked
    assert ("Add or remove evidence" in page) is not locked
