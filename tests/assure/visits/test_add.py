"""Entering a visit of any body."""

import pytest

from safeguarding.assure.visits.models import Visit

ADDRESS = "/assure/visits/add/"


def typed(world, **changed):
    about = str(world.northvale.public_id)
    return {
        "about": about,
        "kind": "PEER",
        "state": "DONE",
        "on": "2024/25",
        "themes": "Neglect\nMissing",
    } | changed


def test_enters_a_visit_of_a_council_that_nobody_commissions(world, sign_in):
    response = sign_in(world.dana).post(ADDRESS, typed(world))

    assert response.status_code == 302
    world.actor("dana")
    visit = Visit.objects.get()
    assert (visit.themes, visit.priority_areas) == (["Neglect", "Missing"], None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"on": "2099"}, "planned, not done"),
        ({"priority_areas": "some"}, "must be a whole number"),
        ({"summary": "Mrs Green was kind"}, "a person"),
    ],
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    assert said in sign_in(world.dana).post(ADDRESS, typed(world, **changed)).content.decode()


@pytest.mark.parametrize(("who", "status"), [("chris", 403), ("connie", 403), ("gail", 403), ("quin", 200)])
def test_who_may_open_it(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status
