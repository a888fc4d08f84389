"""The page on which the glass is broken."""

import pytest

from tests.core.breakglass.making import REASON
from tests.core.restricted.making import an_alert, broken_audit, kept, opened

ADDRESS = "/core/breakglass/"


def test_says_who_is_told_then_opens_the_record(world, sign_in):
    row = an_alert(world)
    reference = kept(row).reference
    client = opened(sign_in(world.hana), world)

    page = client.get(ADDRESS).content.decode()
    answer = client.post(
        ADDRESS, {"reference": reference.lower(), "ground": "ADULT", "reason": REASON}, follow=True
    )

    assert "Caldicott Guardian" in page
    assert "Found without food for two days" in answer.content.decode()


def test_shows_nothing_when_the_audit_fails(world, sign_in):
    row = an_alert(world)
    reference = kept(row).reference
    client = opened(sign_in(world.hana), world)

    with broken_audit():
        answer = client.post(ADDRESS, {"reference": reference, "ground": "ADULT", "reason": REASON})

    assert answer.status_code == 503
    assert b"Found without food" not in answer.content


def test_asks_for_a_fresh_second_factor(world, sign_in, monkeypatch):
    monkeypatch.setattr("safeguarding.config.middleware.stepped_up", lambda request, now: False)

    assert opened(sign_in(world.hana), world).get(ADDRESS)["Location"].startswith("/account/")


@pytest.mark.parametrize(("who", "status"), [("quin", 403), ("pat", 403), ("opal", 403), ("gwen", 200)])
def test_who_may_open_it(world, sign_in, who, status):
    place = "riverside" if who == "pat" else "wyvern"

    assert opened(sign_in(getattr(world, who)), world, place).get(ADDRESS).status_code == status
