"""Opening an action."""

import time
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from safeguarding.act.actions.models import Action
from tests.assure.themes import acts as themes

ADDRESS = reverse("act:actions_open")


def form(world, organisation="riverside", **changed):
    return {
        "title": "Train the champions",
        "organisation": str(getattr(world, organisation).public_id),
        "due_on": "2030-06-30",
        "priority": "HIGH",
        "source": "THEME",
        "theme": "training",
    } | changed


def test_by_hand_from_a_theme(world, sign_in):
    page = sign_in(world.dana).post(ADDRESS, form(world), follow=True).content.decode()

    assert "30 June 2030" in page
    assert "Training" in page


def test_from_a_finding(world, sign_in):
    finding = themes.found(world)

    sign_in(world.dana).post(f"{ADDRESS}?finding={finding.public_id}", form(world))

    world.actor("dana")
    assert Action.objects.get().finding_id == finding.pk


def test_a_provider_opens_its_own(world, sign_in):
    sign_in(world.pat).post(ADDRESS, form(world))

    world.actor("pat")
    assert Action.objects.get().opener == world.riverside


def test_nobody_opens_one_for_those_out_of_reach(world, sign_in):
    page = sign_in(world.pat).post(ADDRESS, form(world, "foxglove")).content.decode()

    assert "from the list" in page


def test_errors_say_what_to_do(world, sign_in):
    page = sign_in(world.dana).post(ADDRESS, {"title": ""}).content.decode()

    assert "Enter what is to be done" in page
    assert "Select who is to do it" in page


def test_twice_clicked_opens_one(world, sign_in):
    client, sent = sign_in(world.dana), form(world, form_key="0c0f6a52-6a0f-4f7e-9d5b-0d7c3f0f2a13")

    client.post(ADDRESS, sent)
    client.post(ADDRESS, sent)

    world.actor("dana")
    assert Action.objects.count() == 1


def test_gone_back_and_pressed_again_opens_one_and_says_so(world, sign_in):
    client, first = sign_in(world.dana), form(world, form_key=str(uuid4()))
    opened = client.post(ADDRESS, first).headers["Location"]

    page = client.post(ADDRESS, first | {"form_key": str(uuid4())}, follow=True).content.decode()

    world.actor("dana")
    assert Action.objects.count() == 1
    assert "You have sent this already" in page
    assert f'href="{opened}"' in page


def test_who_means_it_twice_does_it_twice(world, sign_in):
    client, first = sign_in(world.dana), form(world, form_key=str(uuid4()))
    client.post(ADDRESS, first)
    again = first | {"form_key": str(uuid4())}
    client.post(ADDRESS, again)

    client.post(ADDRESS, again | {"kept": "1"})

    world.actor("dana")
    assert Action.objects.count() == 2


@pytest.mark.parametrize(
    ("what", "changed", "later"),
    [
        ("other words", {"title": "Write down another rota"}, 1),
        ("twenty minutes later", {}, 20 * 60),
        ("another day", {"due_on": "2032-06-30"}, 1),
    ],
)
def test_what_is_not_the_same_is_done_at_once(world, sign_in, what, changed, later):
    client, first, now = sign_in(world.dana), form(world, form_key=str(uuid4())), time.time()
    client.post(ADDRESS, first)

    with time_machine.travel(now + later):
        client.post(ADDRESS, first | changed | {"form_key": str(uuid4())})

    world.actor("dana")
    assert Action.objects.count() == 2, what


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("pat", 200), ("connie", 403), ("terry", 403), ("noone", 302)]
)
def test_who_opens_the_page(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
