"""Entering an event."""

import pytest

from safeguarding.act.supervision.models import Event

ADDRESS = "/act/supervision/add/"
TYPED = {
    "kind": "PLT",
    "title": "Protected time",
    "held": "2024/25",
    "times": "3",
    "mode": "VIRTUAL",
    "topics": "MCA\nDNACPR",
}


def test_enters_an_event(world, sign_in):
    assert sign_in(world.dana).post(ADDRESS, TYPED).status_code == 302

    world.actor("dana")
    event = Event.objects.get()
    assert (event.topics, event.times, event.attended) == (["MCA", "DNACPR"], 3, None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"attended": "4", "attendance_words": "many"}, "not both"),
        ({"title": "An hour with Sarah Green"}, "a person"),
        ({"held": ""}, "Enter when it was held"),
    ],
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    assert said in sign_in(world.dana).post(ADDRESS, TYPED | changed).content.decode()


@pytest.mark.parametrize(("who", "status"), [("chris", 403), ("connie", 403), ("bo", 403), ("gwen", 200)])
def test_who_may_open_it(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(ADDRESS).status_code == status
