"""The list of activities."""

from datetime import date

from django.urls import reverse

from safeguarding.act.strategy import operations
from tests.core.people import acts

ADDRESS = reverse("act:strategy_activities")


def test_an_empty_list_says_what_will_stand_there(world, sign_in):
    assert "What your team did stands here" in acts.text(sign_in(world.bo), ADDRESS)


def test_is_filtered_by_service_and_downloaded(world, sign_in):
    by = world.actor("hana")
    for text, sectors in (("Held a forum", ("primary care",)), ("Visited a ward", ("acute",))):
        operations.log_activity(
            organisation=by.organisation,
            text=text,
            sectors=sectors,
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 1, 2),
            by=by,
            at=acts.NOW,
        )
    client = sign_in(world.bo)

    page = acts.text(client, ADDRESS, sector="acute")
    assert "Visited a ward" in page
    assert "Held a forum" not in page
    assert "Held a forum" in client.get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
