"""Adding an area of work."""

import pytest
from django.urls import reverse

HERE = "act:strategy_add_area"


def test_areas_stand_in_the_order_in_which_they_were_added(world, sign_in):
    for name in ("Statutory functions", "Partnerships"):
        response = sign_in(world.hana).post(reverse(HERE), {"name": name})
        assert response.status_code == 302, response.content.decode()

    page = sign_in(world.hana).get(reverse(HERE)).content.decode()

    assert page.index("Statutory functions") < page.index("Partnerships")


def test_an_area_stands_once(world, sign_in):
    sign_in(world.hana).post(reverse(HERE), {"name": "Partnerships"})

    page = sign_in(world.hana).post(reverse(HERE), {"name": "partnerships"}).content.decode()

    assert "has an area called partnerships already" in page


@pytest.mark.parametrize(("person", "status"), [("hana", 200), ("adi", 200), ("bo", 403), ("terry", 403)])
def test_opens_for_those_who_write_governance(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(reverse(HERE)).status_code == status
