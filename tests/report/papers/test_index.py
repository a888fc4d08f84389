"""The list of papers shows what one's own organisation writes, and nothing of others."""

import pytest

ADDRESS = "/report/papers/"


def test_lists_the_paper_with_its_state(world, sign_in, frozen):
    page = sign_in(world.bo).get(ADDRESS).content.decode()

    assert "Safeguarding annual report" in page
    assert "Waiting for sign-off" in page


def test_another_boards_list_is_empty(world, sign_in, frozen):
    page = sign_in(world.oscar).get(ADDRESS).content.decode()

    assert "Safeguarding annual report" not in page
    assert "Annual reports and other papers will stand here" in page


@pytest.mark.parametrize(
    ("person", "offered"), [("dana", True), ("hana", True), ("bo", False), ("chris", False)]
)
def test_only_writers_are_offered_to_start_one(world, sign_in, person, offered):
    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert ("Start a paper" in page) == offered
