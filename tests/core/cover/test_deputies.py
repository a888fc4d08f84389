"""The list of who stands in for whom."""

import pytest

from tests.core.cover.test_name_deputy import away

ADDRESS = "/core/cover/deputies/"


@pytest.mark.parametrize(
    ("who", "sees"), [("hana", True), ("bo", True), ("una", True), ("dana", False), ("pat", False)]
)
def test_those_concerned_and_the_administrator_find_it(world, client, who, sees):
    away(world)
    client.force_login(getattr(world, who))

    page = client.get(ADDRESS)

    assert page.status_code == 200
    assert ("Bo Board" in page.content.decode().partition("<main")[2]) is sees


def test_an_empty_list_says_so(world, sign_in):
    assert "Nobody stands in for you" in sign_in(world.dana).get(ADDRESS).content.decode()
