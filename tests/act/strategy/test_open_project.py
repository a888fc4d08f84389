"""Opening a project."""

import pytest
from django.urls import reverse

HERE = "act:strategy_open_project"


def test_saves_what_was_typed(world, sign_in):
    typed = {
        "title": "Better assessments",
        "trigger": "INSPECTION",
        "items": "Count who waits\nA plan of action",
    }

    response = sign_in(world.hana).post(reverse(HERE), typed)

    assert response.status_code == 302, response.content.decode()
    page = sign_in(world.hana).get(response.url).content.decode()
    assert "Better assessments" in page
    assert "A plan of action" in page


def test_a_second_of_the_same_title_is_refused(world, sign_in):
    typed = {"title": "Better assessments", "trigger": "INSPECTION"}
    sign_in(world.hana).post(reverse(HERE), typed)

    page = sign_in(world.hana).post(reverse(HERE), typed).content.decode()

    assert "has a project called Better assessments already" in page


@pytest.mark.parametrize(("person", "status"), [("hana", 200), ("adi", 200), ("bo", 403), ("terry", 403)])
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(reverse(HERE)).status_code == status
