"""Opening a plan."""

import pytest
from django.urls import reverse


def address(world):
    world.actor("hana")
    return reverse("act:strategy_add_plan")


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here, {"title": "Work plan", "kind": "WORK_PLAN", "status_words": "planned\ndone"}
    )

    assert response.status_code == 302, response.content.decode()
    assert "Work plan" in sign_in(world.hana).get(response.url).content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("hana", 200), ("adi", 200), ("bo", 403), ("doc", 403), ("terry", 403)]
)
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    here = address(world)

    assert sign_in(getattr(world, person)).get(here).status_code == status


def test_says_what_is_wrong(world, sign_in):
    here = address(world)

    page = (
        sign_in(world.hana)
        .post(here, {"title": "", "kind": "WORK_PLAN", "status_words": "a"})
        .content.decode()
    )

    assert "Enter a title" in page
