"""How an action goes on: checked and closed by a second person."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from safeguarding.act.actions import operations
from tests.act.actions import acts


@pytest.fixture
def action(world):
    return acts.opened(world)


def address(action, page="move"):
    return reverse(f"act:actions_{page}", args=[action.public_id])


def test_the_provider_asks_and_the_commissioner_closes(world, sign_in, action):
    sign_in(world.pat).post(address(action), {"version": 1, "move": "check", "text": "Ratified in May"})

    page = sign_in(world.hana).post(
        address(action), {"version": 2, "move": "close", "text": "Seen"}, follow=True
    )

    assert "Closed" in page.content.decode()
    assert "Ratified in May" in page.content.decode()


def test_whoever_asked_may_close_only_with_a_reason_which_is_shown(world, sign_in, action):
    client = sign_in(world.perry)
    client.post(address(action), {"version": 1, "move": "check", "text": "Done"})

    refused = client.post(address(action), {"version": 2, "move": "close", "text": "Fine"}).content.decode()
    form = {"version": 2, "move": "close", "text": "Fine", "single_handed_reason": "The named nurse is away"}
    closed = client.post(address(action), form, follow=True).content.decode()

    assert "Somebody else must close it" in refused
    assert "Closed by the person who did it, because: The named nurse is away" in closed


def test_what_was_not_asked_for_is_not_closed(world, action):
    with pytest.raises(operations.CannotMove, match="cannot become closed"):
        acts.move(world, action, operations.close, "hana")


@pytest.mark.parametrize("person", ["pat", "quin"])
def test_only_those_who_approve_may_close(world, sign_in, action, person):
    acts.move(world, action, operations.ask_for_check, "perry")

    client = sign_in(getattr(world, person))
    page = client.post(address(action), {"version": 2, "move": "close", "text": "Fine"}).content.decode()

    assert "There is a problem" in page
    assert "I have looked: close it" not in page
    with pytest.raises(PermissionDenied):
        acts.move(world, action, operations.close, person)


def test_sent_back_reopened_and_given_up(world, action):
    acts.move(world, action, operations.ask_for_check, "pat")
    acts.move(world, action, operations.send_back, "dana")
    acts.move(world, action, operations.ask_for_check, "pat")
    acts.move(world, action, operations.close, "hana")
    acts.move(world, action, operations.reopen, "dana")

    given_up = acts.move(world, action, operations.cancel, "dana")

    assert given_up.state == "CANCELLED"
    assert acts.move(world, action, operations.reopen, "dana").state == "OPEN"


def test_a_provider_does_not_give_up_what_its_commissioner_asked(world, sign_in, action):
    client = sign_in(world.pat)
    page = client.post(address(action), {"version": 1, "move": "cancel", "text": "No"}).content.decode()

    assert "There is a problem" in page
    assert "Give it up" not in page
    with pytest.raises(PermissionDenied):
        acts.move(world, action, operations.cancel, "pat")


def test_a_stale_page_is_refused(world, sign_in, action):
    page = sign_in(world.pat).post(address(action), {"version": 9, "move": "check", "text": "Done"})

    assert "Somebody else changed this" in page.content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("dana", 200),
        ("pat", 200),
        ("connie", 404),
        ("homer", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_who_opens_the_page(world, sign_in, action, person, status):
    assert sign_in(getattr(world, person)).get(address(action)).status_code == status
