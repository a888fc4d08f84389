"""The list of actions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.act.actions import acts

ADDRESS = reverse("act:actions_register")


def test_an_empty_list_says_where_actions_come_from(world, sign_in):
    page = sign_in(world.pat).get(ADDRESS).content.decode()

    assert "Actions come from answers that fall short" in page
    assert "Open an action" in page


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("dana", True),
        ("connie", True),
        ("pat", True),
        ("perry", True),
        ("homer", False),
        ("olga", False),
        ("oscar", False),
    ],
)
def test_an_action_is_seen_by_its_owner_and_its_opener_and_nobody_else(world, sign_in, person, sees):
    acts.opened(world)

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()

    assert ("Rewrite the policy" in page) == sees


def test_filters_by_lateness_owner_and_state_and_downloads(world, sign_in):
    acts.opened(world, due=-2, title="Late thing")
    acts.opened(world, "foxglove", title="Other thing")
    client = sign_in(world.dana)

    late = client.get(ADDRESS, {"show": "overdue"}).content.decode()
    owner = client.get(ADDRESS, {"owner": str(world.foxglove.public_id)}).content.decode()
    file = client.get(ADDRESS, {"state": "OPEN", "export": "csv"}).content.decode("utf-8-sig")

    assert "Late thing" in late
    assert "Other thing" not in late
    assert "Late thing" not in owner
    assert file.count("thing") == 2


def test_asks_no_more_of_the_database_when_there_are_more(world, sign_in):
    client = sign_in(world.dana)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        return len(asked)

    acts.opened(world)
    count()
    one = count()
    for number in range(5):
        acts.opened(world, title=f"Thing {number}")
    assert count() == one <= 25


def test_somebody_without_a_role_is_led_to_choose(world, sign_in):
    assert sign_in(world.noone).get(ADDRESS).status_code == 302
