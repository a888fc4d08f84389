"""Taking a file of an action away again."""

import pytest
from django.urls import reverse

from safeguarding.act.actions import operations, queries
from tests.act.actions import acts
from tests.act.actions.test_versions import address, download, note, only_file, sent


@pytest.fixture
def action(world):
    return acts.opened(world)


@pytest.fixture
def attached(world, sign_in, action):
    sign_in(world.pat).post(note(action), sent("policy.pdf"))
    return only_file(world, action)


def test_it_goes_from_the_list_and_both_sides_read_why(world, sign_in, action, attached):
    sign_in(world.pat).post(address(action, attached, "remove"), {"reason": "It named a ward"})
    client = sign_in(world.dana)

    page = client.get(reverse("act:actions_show", args=[action.public_id])).content.decode()

    assert "Removed policy.pdf: It named a ward" in page
    assert download(attached) not in page
    assert client.get(download(attached)).status_code == 404
    assert sign_in(world.pat).get(download(attached)).status_code == 200


def test_a_reason_is_asked_for(world, sign_in, action, attached):
    page = sign_in(world.pat).post(address(action, attached, "remove"), {"reason": ""})

    assert "Enter why you remove it" in page.content.decode()


def test_nothing_is_taken_from_what_is_closed(world, sign_in, action, attached):
    acts.move(world, action, operations.ask_for_check, "pat")
    acts.move(world, action, operations.close, "hana")

    sign_in(world.pat).post(address(action, attached, "remove"), {"reason": "Second thoughts"})

    assert queries.files(world.actor("pat"), action).count() == 1


@pytest.mark.parametrize(
    ("person", "status"), [("pat", 200), ("dana", 404), ("connie", 404), ("olga", 404), ("noone", 302)]
)
def test_who_opens_the_page(world, sign_in, action, attached, person, status):
    assert sign_in(getattr(world, person)).get(address(action, attached, "remove")).status_code == status
