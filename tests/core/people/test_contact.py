"""Adding a contact point."""

import pytest
from django.urls import reverse

from tests.core.people import acts


def address(world):
    acts.post(world)
    return reverse("core:people_contact")


def test_saves_what_was_typed(world, sign_in):
    here = address(world)

    response = sign_in(world.hana).post(
        here, {"of": str(acts.post(world, "Nurse").public_id), "hours": "IN", "telephone": "01632 960000"}
    )

    assert response.status_code == 302, response.content.decode()
    assert "01632 960000" in sign_in(world.hana).get(response.url).content.decode()


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
        .post(here, {"of": str(acts.post(world, "Nurse").public_id), "hours": "IN"})
        .content.decode()
    )

    assert "Enter a telephone number, an email address or a web address" in page
