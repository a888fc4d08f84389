"""A record that was closed to its list opens to those on it, with a fresh second factor, and is unknown to everybody else."""

import pytest
from django.utils import timezone

from safeguarding.config import middleware
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.restricted import operations
from tests.core.restricted.making import a_request, an_alert, as_reader, kept, name, opened

ABOUT = "The youngest at the address"


@pytest.fixture
def closed(world):
    """Return a request that Dana logged, named Pat on and then closed."""
    row = a_request(world, about=ABOUT)
    name(world, row, "pat", "dana")
    operations.raise_level(restricted=kept(row), by=as_reader(world, "dana"), at=timezone.now())
    return row


def show(row) -> str:
    return f"/act/disclosures/{row.public_id}/"


def test_opens_to_those_on_its_list(world, sign_in, closed):
    page = opened(sign_in(world.dana), world).get(show(closed))

    assert page.status_code == 200
    assert ABOUT in page.content.decode()


def test_is_unknown_to_everybody_else(world, sign_in, closed):
    client = opened(sign_in(world.hana), world)
    unknown = client.get(show(closed).replace(str(closed.public_id), "00000000-0000-4000-8000-000000000000"))

    found = client.get(show(closed))

    assert (found.status_code, found.content) == (404, unknown.content)


def test_is_unknown_to_somebody_on_its_list_who_is_kept_from_it(world, sign_in, closed):
    operations.exclude(
        restricted=kept(closed), person=world.dana, by=as_reader(world, "hana"), at=timezone.now()
    )

    assert opened(sign_in(world.dana), world).get(show(closed)).status_code == 404


def test_asks_for_a_fresh_second_factor(world, sign_in, closed, monkeypatch):
    open_still = a_request(world, about="Another")
    client = opened(sign_in(world.dana), world)
    monkeypatch.setattr(middleware, "stepped_up", lambda request, now: False)

    asked = client.get(show(closed))

    assert asked.status_code == 302
    assert "reauthenticate" in asked.headers["Location"]
    assert client.get(show(open_still)).status_code == 200


def test_is_written_down_as_read(world, sign_in, closed):
    opened(sign_in(world.dana), world).get(show(closed))

    as_reader(world, "dana")
    assert AuditRecord.objects.filter(what="record.read", touches__record=closed.public_id).exists()


def test_stands_in_no_list_but_that_of_ones_closed_records(world, sign_in, closed):
    client = opened(sign_in(world.dana), world)

    assert ABOUT not in client.get("/act/disclosures/").content.decode()
    assert show(closed) in client.get("/core/restricted/").content.decode()
    assert show(closed) not in opened(sign_in(world.hana), world).get("/core/restricted/").content.decode()


def test_its_list_leads_to_it_whoever_reads_it(world, sign_in, closed):
    list_page = f"/core/restricted/{closed.public_id}/"

    assert show(closed) in opened(sign_in(world.dana), world).get(list_page).content.decode()
    assert show(closed) not in opened(sign_in(world.hana), world).get(list_page).content.decode()


def test_can_still_be_corrected_by_them(world, sign_in, closed):
    client = opened(sign_in(world.dana), world)

    assert client.get(f"{show(closed)}correct/").status_code == 200


def test_an_alert_opens_so_too(world, sign_in):
    row = an_alert(world)
    operations.raise_level(restricted=kept(row), by=as_reader(world, "pat"), at=timezone.now())

    client = opened(sign_in(world.pat), world, "riverside")

    assert client.get(f"/collect/alerts/{row.public_id}/").status_code == 200
    assert (
        opened(sign_in(world.perry), world, "riverside").get(f"/collect/alerts/{row.public_id}/").status_code
        == 404
    )
