"""Giving an organisation a new name from a day."""


def test_the_old_name_stays_for_its_days(world, sign_in):
    client, address = sign_in(world.connie), f"/core/organisations/{world.riverside.public_id}/"

    response = client.post(
        f"{address}rename/", {"name": "Waterside NHS Trust", "from_on": "1 4 2025"}, follow=True
    )

    page = response.content.decode()
    assert "Waterside NHS Trust" in page
    assert "Riverside NHS Trust" in page


def test_a_name_that_goes_back_is_refused(world, sign_in):
    address = f"/core/organisations/{world.riverside.public_id}/rename/"

    page = sign_in(world.connie).post(address, {"name": "Other", "from_on": "1 4 2020"}).content.decode()

    assert "already has a name from" in page


def test_others_do_not_find_it(world, sign_in):
    for who in ("otto", "gail", "pat"):
        address = f"/core/organisations/{world.riverside.public_id}/rename/"
        assert sign_in(getattr(world, who)).get(address).status_code == 404
