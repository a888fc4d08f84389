"""Noting progress."""

import pytest
from django.urls import reverse

from safeguarding.act.actions import operations
from tests.act.actions import acts


@pytest.fixture
def action(world):
    return acts.opened(world)


def address(action):
    return reverse("act:actions_note", args=[action.public_id])


def test_progress_makes_it_in_progress_and_links_what_shows_it(world, sign_in, action):
    form = {"text": "Draft written", "url": "https://example.org/draft"}

    page = sign_in(world.pat).post(address(action), form, follow=True).content.decode()

    assert "Draft written" in page
    assert "https://example.org/draft" in page
    assert "In progress" in page


def test_an_address_that_is_not_secure_is_refused(world, sign_in, action):
    page = sign_in(world.pat).post(address(action), {"text": "Draft", "url": "ftp://x"}).content.decode()

    assert "starts with https://" in page


def test_nothing_is_added_to_what_is_closed(world, sign_in, action):
    acts.move(world, action, operations.ask_for_check, "pat")
    acts.move(world, action, operations.close, "hana")

    assert (
        "Reopen it before you add"
        in sign_in(world.pat).post(address(action), {"text": "More"}).content.decode()
    )


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("pat", 200), ("connie", 404), ("olga", 404), ("noone", 302)]
)
def test_who_opens_the_page(world, sign_in, action, person, status):
    assert sign_in(getattr(world, person)).get(address(action)).status_code == status
