"""Keeping an alert."""

import pytest

from safeguarding.collect.alerts.models import AdultAlert
from tests.core.restricted.making import as_reader, kept, opened

ADDRESS = "/collect/alerts/add/"
TYPED = {"about": "A-7", "kind": "NEGLECT", "raised_on": "2025-06-02", "what_happened": "Found without food"}


def test_keeps_it_and_names_whoever_entered_it(world, sign_in):
    client = opened(sign_in(world.pat), world, "riverside")

    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS, TYPED).status_code == 302

    as_reader(world, "pat")
    assert kept(AdultAlert.objects.get()).level == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"about": "Alfie"}, "name"), ({"what_happened": "Mr Green fell"}, "name"), ({"kind": ""}, "Select")],
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    client = opened(sign_in(world.pat), world, "riverside")

    assert said in client.post(ADDRESS, TYPED | changed).content.decode()
