"""Logging a request."""

from datetime import date, timedelta

import pytest

from safeguarding.act.disclosures.models import Disclosure
from tests.core.restricted.making import as_reader, kept, opened

ADDRESS = "/act/disclosures/add/"
TYPED = {
    "is_child": "yes",
    "about": "C-104",
    "asker": "PARTNER",
    "asked_by": "duty social worker",
    "asked_on": "2025-06-02",
    "purpose": "An enquiry",
    "wanted": "Attendances",
}


def test_logs_a_request_and_keeps_it_as_long_as_a_childs(world, sign_in):
    client = opened(sign_in(world.dana), world)

    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS, TYPED).status_code == 302

    as_reader(world, "dana")
    row = Disclosure.objects.get()
    assert (row.verdict, kept(row).level, kept(row).retention) == ("PENDING", 3, "child")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"about": "Sarah"}, "name"),
        ({"wanted": "Notes of Mr Green"}, "name"),
        ({"asked_on": str(date.today() + timedelta(days=2))}, "future"),
        ({"purpose": ""}, "Enter what it is for"),
    ],
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    assert said in opened(sign_in(world.dana), world).post(ADDRESS, TYPED | changed).content.decode()
