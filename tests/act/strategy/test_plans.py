"""The list of plans."""

from django.urls import reverse

from tests.act.strategy import acts as plans
from tests.core.people import acts

ADDRESS = reverse("act:strategy_plans")


def test_an_empty_list_says_what_will_stand_there(world, sign_in):
    assert "Strategies, objectives and work plans stand here" in acts.text(sign_in(world.bo), ADDRESS)


def test_lists_and_downloads_our_own(world, sign_in):
    plans.plan(world)
    client = sign_in(world.bo)

    assert "Objectives 2021/22" in acts.text(client, ADDRESS)
    assert "Objectives 2021/22" in client.get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
    assert "Objectives 2021/22" not in acts.text(sign_in(world.oscar), ADDRESS)
