"""The list of what was opened in an emergency."""

from tests.core.breakglass.making import opening
from tests.core.restricted.making import opened

ADDRESS = "/core/breakglass/log/"


def test_the_caldicott_guardian_sees_all_and_others_their_own(world, sign_in):
    opening(world)

    assert "Hana Head" in opened(sign_in(world.cal), world).get(ADDRESS).content.decode()
    assert "Hana Head" in opened(sign_in(world.hana), world).get(ADDRESS).content.decode()
    assert "No record was opened" in opened(sign_in(world.gwen), world).get(ADDRESS).content.decode()


def test_can_be_handed_out_for_the_committee(world, sign_in):
    opening(world)

    file = opened(sign_in(world.cal), world).get(f"{ADDRESS}?export=csv").content.decode()

    assert "To judge" in file
    assert "Found without food" not in file
