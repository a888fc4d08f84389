"""Changing what is to be done or by when, with what it was before in the timeline."""

import pytest
from django.urls import reverse

from tests.act.actions import acts


@pytest.fixture
def action(world):
    return acts.opened(world)


def address(action, page="change"):
    return reverse(f"act:actions_{page}", args=[action.public_id])


def form(action, **changed):
    given = {name: getattr(action, name) for name in ("version", "title", "description", "priority")}
    return given | {"due_on": action.due_on.isoformat(), "reason": "The trainer is away."} | changed


def test_a_later_day_stands_with_the_earlier_one_and_the_reason(world, sign_in, action):
    client = sign_in(world.dana)

    page = client.post(address(action), form(action, due_on="2031-08-01"), follow=True).content.decode()

    assert "Due 1 August 2031 instead of" in page
    assert "Because: The trainer is away." in page
    world.actor("dana")
    action.refresh_from_db()
    assert action.due_on.isoformat() == "2031-08-01"


def test_what_it_was_called_and_how_it_pressed_is_told(world, sign_in, action):
    changed = form(action, title="Train the leads", priority="LOW", description="Four of them")

    page = sign_in(world.dana).post(address(action), changed, follow=True).content.decode()

    assert f"It was called: {action.title}." in page
    assert "Its priority was medium." in page
    assert "Done looked like: " in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [({}, "Nothing is changed"), ({"reason": "", "title": "Other"}, "Enter why you change it")],
)
def test_errors_say_what_to_do(world, sign_in, action, changed, said):
    assert said in sign_in(world.dana).post(address(action), form(action, **changed)).content.decode()


def test_a_stale_form_is_refused(world, sign_in, action):
    client = sign_in(world.dana)
    client.post(address(action), form(action, due_on="2031-08-01"))

    page = client.post(address(action), form(action, due_on="2031-09-01")).content.decode()

    assert "There is a problem" in page


def test_the_one_who_is_to_do_it_neither_changes_it_nor_is_offered_to(world, sign_in, action):
    client = sign_in(world.pat)

    assert address(action) not in client.get(address(action, "show")).content.decode()
    assert client.post(address(action), form(action, due_on="2031-08-01")).status_code == 403
    assert "Give it up" not in client.get(address(action, "move")).content.decode()


def test_a_closed_one_offers_only_to_be_taken_up_again(world, sign_in, action):
    client = sign_in(world.dana)
    client.post(
        address(action, "move"), {"version": action.version, "move": "cancel", "text": "No longer needed"}
    )

    page = client.get(address(action, "show")).content.decode()

    assert "Take it up again" in page
    assert address(action) not in page
    assert address(action, "note") not in page


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("olga", 404), ("connie", 404), ("noone", 302)]
)
def test_who_opens_the_page(world, sign_in, action, person, status):
    assert sign_in(getattr(world, person)).get(address(action)).status_code == status
