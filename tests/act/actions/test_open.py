"""Opening an action."""

import pytest
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


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("pat", 200), ("connie", 403), ("terry", 403), ("noone", 302)]
)
def test_who_opens_the_page(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
