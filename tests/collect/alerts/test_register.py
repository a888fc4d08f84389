"""The list of alerts about adults at risk."""

import pytest

from tests.core.restricted.making import an_alert, broken_audit, name, opened, taken

ADDRESS = "/collect/alerts/"


@pytest.mark.parametrize(
    ("who", "place", "sees"),
    [
        ("pat", "riverside", True),
        ("perry", "riverside", None),
        ("adele", "wyvern", True),
        ("hana", "wyvern", None),
    ],
)
def test_who_sees_an_alert_of_a_provider(world, sign_in, who, place, sees):
    an_alert(world)

    answer = opened(sign_in(getattr(world, who)), world, place).get(ADDRESS)

    assert answer.status_code == (403 if sees is None else 200)
    assert ("A-7" in answer.content.decode()) == bool(sees)


def test_a_colleague_sees_it_once_named(world, sign_in):
    row = an_alert(world, "gail")
    client = opened(sign_in(world.gail), world, "millpond")

    assert "A-7" in client.get(ADDRESS).content.decode()
    name(world, row, "homer", "gail")
    assert "A-7" in opened(sign_in(world.homer), world, "foxglove").get(ADDRESS).content.decode()


def test_hands_out_no_word_of_what_happened(world, sign_in):
    an_alert(world)

    client = opened(sign_in(world.pat), world, "riverside")
    file = taken(client, f"{ADDRESS}?export=csv").content.decode()

    assert "A-7" in file
    assert "Found without food" not in file
    assert "Supported housing" not in file


def test_nothing_is_shown_when_the_reading_cannot_be_written(world, sign_in):
    an_alert(world)
    client = opened(sign_in(world.pat), world, "riverside")

    with broken_audit():
        assert client.get(ADDRESS).status_code == 503
