"""A person says for which of their own organisations they act, and for no other."""

import pytest

ADDRESS = "/core/access/choose/"


def test_acts_for_an_organisation_of_their_own(world, sign_in):
    client = sign_in(world.pat)

    response = client.post(ADDRESS, {"organisation": str(world.riverside.public_id)})

    assert response.status_code == 302
    assert client.session["organisation"] == str(world.riverside.public_id)


@pytest.mark.parametrize("place", ["elsewhere", "wyvern"])
def test_cannot_act_for_an_organisation_of_others(world, sign_in, place):
    client = sign_in(world.pat)

    response = client.post(ADDRESS, {"organisation": str(getattr(world, place).public_id)})

    assert response.status_code == 200
    assert "organisation" not in client.session


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(ADDRESS).headers["Location"].startswith("/account/login/")
