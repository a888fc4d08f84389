"""Taking a final validation back to the desk before anybody else has read it."""

import pytest
from django.urls import reverse

from safeguarding.assure.validation.models import Validation
from tests.assure.validation import acts


@pytest.fixture
def validation(world):
    return acts.final(world, acts.sent(world))


def address(validation, page="reopen", *more):
    return reverse(f"assure:validation_{page}", args=[validation.assessment.public_id, *more])


def test_a_final_validation_is_open_again(world, sign_in, validation):
    client = sign_in(world.hana)
    assert address(validation) in client.get(address(validation, "overview")).content.decode()

    page = client.post(address(validation), {"version": validation.version}, follow=True).content.decode()

    assert "The validation is open again" in page
    world.actor("dana")
    found = Validation.objects.get()
    assert (found.state, found.finalised_by) == ("DRAFT", None)


def test_what_the_provider_has_read_is_not_opened_again(world, sign_in, validation):
    client = sign_in(world.hana)
    client.post(address(validation, "release"), {"version": validation.version})

    page = client.post(address(validation), {"version": validation.version + 1}).content.decode()

    assert "Only a final validation that has not been released can be reopened" in page
    assert address(validation) not in client.get(address(validation, "overview")).content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [("hana", 200), ("connie", 404), ("pat", 404), ("oscar", 404), ("noone", 302)],
)
def test_who_opens_it(world, sign_in, validation, person, status):
    assert sign_in(getattr(world, person)).get(address(validation)).status_code == status
