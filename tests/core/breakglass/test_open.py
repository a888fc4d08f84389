"""The page on which the glass is broken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.core.breakglass.models import Opening
from safeguarding.core.organisations.operations import end_contract
from safeguarding.core.restricted.models import RestrictedRecord
from tests.core.breakglass.making import REASON
from tests.core.organisations.test_line import riversides
from tests.core.restricted.making import an_alert, as_reader, broken_audit, kept, opened

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


def test_a_contract_that_has_ended_reaches_no_record_of_the_provider(world, sign_in):
    """The database still finds the reference: whoever was the commissioner reads on what was sent in its years."""
    reference = kept(an_alert(world)).reference
    yesterday = timezone.localdate() - timedelta(days=1)
    contract = riversides(world)
    end_contract(contract=contract, ends_on=yesterday, by=world.actor("connie"), at=timezone.now())
    client = opened(sign_in(world.hana), world)

    answer = client.post(ADDRESS, {"reference": reference, "ground": "ADULT", "reason": REASON}, follow=True)

    assert "There is no record with this reference" in answer.content.decode()
    as_reader(world, "hana", 3)
    assert RestrictedRecord.objects.filter(reference=reference).exists()
    assert not Opening.objects.exists()


def test_asks_for_a_fresh_second_factor(world, sign_in, monkeypatch):
    monkeypatch.setattr("safeguarding.config.middleware.stepped_up", lambda request, now: False)

    assert opened(sign_in(world.hana), world).get(ADDRESS)["Location"].startswith("/account/")


@pytest.mark.parametrize(("who", "status"), [("quin", 403), ("pat", 403), ("opal", 403), ("gwen", 200)])
def test_who_may_open_it(world, sign_in, who, status):
    place = "riverside" if who == "pat" else "wyvern"

    assert opened(sign_in(getattr(world, who)), world, place).get(ADDRESS).status_code == status
