"""Asking the provider about an answer."""

import pytest
from django.urls import reverse

from safeguarding.assure.validation.models import ValidationQuery
from tests.assure.validation import acts


@pytest.fixture
def validation(world):
    return acts.begun(world, acts.sent(world))


def address(validation):
    return reverse("assure:validation_ask", args=[validation.assessment.public_id, "C2"])


def test_asks_reads_the_answer_and_closes(world, sign_in, validation):
    client = sign_in(world.dana)
    assert "A policy and a lead" in client.get(address(validation)).content.decode()

    page = client.post(address(validation), {"text": "Which levels?"}, follow=True).content.decode()

    assert "Which levels?" in page
    assert "Waiting for the provider" in page
    world.actor("dana")
    query = ValidationQuery.objects.get()
    validation.assessment.refresh_from_db()
    assert validation.assessment.state == "QUERY_OPEN"
    client.post(address(validation), {"close": str(query.public_id)})
    world.actor("dana")
    validation.assessment.refresh_from_db()
    assert validation.assessment.state == "IN_VALIDATION"


def test_an_empty_question_is_not_sent(world, sign_in, validation):
    page = sign_in(world.dana).post(address(validation), {"text": " "}).content.decode()

    assert "Enter your question" in page


@pytest.fixture
def final(world):
    return acts.final(world, acts.sent(world))


def test_on_a_final_validation_nothing_is_offered_and_nothing_is_taken(world, sign_in, final):
    client, overview = (
        sign_in(world.dana),
        reverse("assure:validation_overview", args=[final.assessment.public_id]),
    )

    assert "/ask/" not in client.get(overview).content.decode()
    assert (
        "This validation is final. Reopen it before you ask more."
        in client.get(address(final)).content.decode()
    )
    page = client.post(address(final), {"text": "Which levels?"}).content.decode()

    assert "There is a problem" in page
    assert "This validation is final. Reopen it before you ask more." in page
    world.actor("dana")
    assert not ValidationQuery.objects.exists()


def test_what_was_asked_can_still_be_read_when_it_is_final(world, sign_in, validation):
    client = sign_in(world.dana)
    client.post(address(validation), {"text": "Which levels?"})
    client.post(address(validation), {"close": str(ValidationQuery.objects.get().public_id)})
    ready = acts.judged(world, validation)
    told = {"overall": "Sound", "by": world.actor("hana"), "at": acts.timezone.now()}
    acts.operations.finalise(validation=ready, version=ready.version, **told)

    overview = client.get(reverse("assure:validation_overview", args=[ready.assessment.public_id]))
    page = client.get(address(ready)).content.decode()

    assert address(ready) in overview.content.decode()
    assert "Which levels?" in page
    assert "Ask the provider" not in page


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("pat", 404), ("olga", 404), ("oscar", 404), ("noone", 302)]
)
def test_who_opens_it(world, sign_in, validation, person, status):
    assert sign_in(getattr(world, person)).get(address(validation)).status_code == status
