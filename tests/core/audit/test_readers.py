"""Who looked at a record."""

from uuid import uuid4

import pytest
from django.utils import timezone

from safeguarding.core.audit.queries import readings, records, touching
from safeguarding.core.restricted import operations
from tests.core.restricted.making import a_request, an_alert, as_reader, broken_audit, kept, opened, taken


def test_shows_the_caldicott_guardian_who_looked_and_what_for(world, sign_in):
    row = a_request(world)
    opened(sign_in(world.dana), world).get(f"/act/disclosures/{row.public_id}/")
    address = f"/core/audit/readers/{row.public_id}/"

    page = opened(sign_in(world.cal), world).get(address).content.decode()

    assert "Dana Designated" in page
    assert "To protect a child or an adult at risk" in page
    file = taken(opened(sign_in(world.cal), world), f"{address}?export=csv").content.decode()
    assert "Dana Designated" in file


def test_a_long_list_does_not_leave_in_one_file(world, sign_in, monkeypatch):
    monkeypatch.setattr("safeguarding.core.audit.views.MOST_PEOPLE", 0)
    row = a_request(world)
    opened(sign_in(world.dana), world).get(f"/act/disclosures/{row.public_id}/")
    address, client = f"/core/audit/readers/{row.public_id}/", opened(sign_in(world.cal), world)

    assert "No more than 0 readings leave in one file" in client.get(address).content.decode()
    assert taken(client, f"{address}?export=csv").status_code == 400


def test_an_owner_learns_who_of_another_organisation_looked(world, sign_in):
    row = an_alert(world)
    opened(sign_in(world.adele), world).get(f"/collect/alerts/{row.public_id}/")

    found = readings(as_reader(world, "pat"), row.public_id)

    assert [(entry.by, entry.organisation.name) for entry in found] == [
        ("adele@demo.invalid", "NHS Wyvern Integrated Care Board")
    ]


@pytest.mark.parametrize("who", ["dana", "bo", "pat"])
def test_nobody_without_the_audit_opens_it(world, sign_in, who):
    row = a_request(world)

    place = "riverside" if who == "pat" else "wyvern"
    client = opened(sign_in(getattr(world, who)), world, place)

    assert client.get(f"/core/audit/readers/{row.public_id}/").status_code == 404


def test_a_stranger_sees_no_reading(world, sign_in):
    row = a_request(world)
    opened(sign_in(world.dana), world).get(f"/act/disclosures/{row.public_id}/")

    assert list(readings(as_reader(world, "oscar"), row.public_id)) == []


def test_whoever_is_kept_from_a_record_learns_nothing_of_who_looks_into_it(world, sign_in):
    row = a_request(world)
    opened(sign_in(world.dana), world).get(f"/act/disclosures/{row.public_id}/")
    reference = kept(row).reference
    operations.exclude(restricted=kept(row), person=world.cal, by=as_reader(world, "dana"), at=timezone.now())
    client = opened(sign_in(world.cal), world)

    readers = client.get(f"/core/audit/readers/{row.public_id}/").content.decode()
    unknown = client.get(f"/core/audit/readers/{uuid4()}/").content.decode()

    for page in (readers, unknown):
        assert reference not in page
        assert "Dana Designated" not in page
    assert len(readers) == len(unknown)
    assert not touching(records(as_reader(world, "cal")), str(row.public_id)).exists()
    assert readings(as_reader(world, "hana"), row.public_id).exists()


def test_nothing_is_shown_when_the_audit_fails(world, sign_in):
    row = a_request(world)
    client = opened(sign_in(world.cal), world)

    with broken_audit():
        assert client.get(f"/core/audit/readers/{row.public_id}/").status_code == 503
