"""What shows an answer to be so."""

import pytest
from django.urls import reverse

from safeguarding.collect.assessments.models import Evidence
from tests.collect.assessments import acts

GOOD = {"title": "Policy of 2025", "url": "https://example.org/policy", "no_person": "on"}


@pytest.fixture
def assessment(world):
    return acts.return_of(world, acts.issue(world, "riverside"), "riverside")


@pytest.fixture
def address(assessment):
    return reverse("collect:assessments_evidence", args=[assessment.public_id, "B1"])


def test_a_link_is_added_and_taken_away(world, sign_in, assessment, address):
    client = sign_in(world.pat)

    page = client.post(address, GOOD, follow=True).content.decode()

    assert "Policy of 2025" in page
    world.actor("pat")
    client.post(address, {"remove": str(Evidence.objects.get().public_id)})
    world.actor("pat")
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"url": "http://example.org/policy"}, "Enter an address that starts with https://"),
        ({"url": "javascript:alert(1)"}, "Enter an address in full"),
        ({"url": "our shared drive"}, "Enter an address in full"),
        ({"no_person": ""}, "Confirm that the document names no patient"),
        ({"title": ""}, "Enter what it is"),
    ],
)
def test_errors_say_what_to_do(world, sign_in, address, changed, said):
    assert said in sign_in(world.pat).post(address, GOOD | changed).content.decode()


def test_evidence_cannot_be_added_once_it_is_sent(world, sign_in, assessment, address):
    acts.send(world, assessment)

    assert "not open to change" in sign_in(world.pat).post(address, GOOD).content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [("pat", 200), ("dana", 404), ("olga", 404), ("oscar", 404), ("noone", 302)],
)
def test_only_the_organisations_own_people_open_it(world, sign_in, address, person, status):
    assert sign_in(getattr(world, person)).get(address).status_code == status


def test_a_question_that_the_framework_lacks_is_not_found(world, sign_in, assessment):
    address = reverse("collect:assessments_evidence", args=[assessment.public_id, "Z9"])

    assert sign_in(world.pat).get(address).status_code == 404
