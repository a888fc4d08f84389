"""One alert."""

from tests.core.restricted.making import an_alert, opened


def test_shows_it_to_whoever_is_on_its_list(world, sign_in):
    row = an_alert(world)

    page = (
        opened(sign_in(world.pat), world, "riverside")
        .get(f"/collect/alerts/{row.public_id}/")
        .content.decode()
    )

    assert "Found without food for two days" in page
    assert "Supported housing in the north" in page


def test_others_do_not_find_it(world, sign_in):
    row = an_alert(world)

    for who, place in (("hana", "wyvern"), ("perry", "riverside"), ("olga", "elsewhere")):
        client = opened(sign_in(getattr(world, who)), world, place)
        assert client.get(f"/collect/alerts/{row.public_id}/").status_code == 404
