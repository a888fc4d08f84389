"""What I have looked at."""

from django.utils import timezone

from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.restricted import operations
from tests.core.restricted.making import a_request, as_reader, kept, opened


def test_shows_everybody_what_they_themselves_opened_and_nobody_else(world, sign_in):
    row = a_request(world)
    opened(sign_in(world.dana), world).get(f"/act/disclosures/{row.public_id}/")
    opened(sign_in(world.dana), world).get("/act/disclosures/")

    page = sign_in(world.dana).get("/core/audit/mine/").content.decode()
    other = sign_in(world.hana).get("/core/audit/mine/").content.decode()

    assert "Information-sharing log (1 record)" in page
    assert "To protect a child or an adult at risk" in page
    assert "You have opened no record about a person" in other


def test_a_reading_names_its_record_by_the_reference_that_says_nothing(world, sign_in):
    row = a_request(world)
    client = opened(sign_in(world.dana), world)
    client.get(f"/act/disclosures/{row.public_id}/")

    page = client.get("/core/audit/mine/").content.decode()

    assert f"Disclosure {kept(row).reference}" in page
    assert row.about not in page
    assert "Read in a list" not in page


def test_whoever_is_kept_from_a_record_since_sees_no_reference_of_it(world, sign_in):
    row = a_request(world)
    client = opened(sign_in(world.hana), world)
    client.get(f"/act/disclosures/{row.public_id}/")
    reference = kept(row).reference
    operations.exclude(
        restricted=kept(row), person=world.hana, by=as_reader(world, "dana"), at=timezone.now()
    )

    page = client.get("/core/audit/mine/").content.decode()

    assert "Disclosure" in page
    assert reference not in page


def test_is_complete_over_a_hundred_readings(world, sign_in):
    rows = [a_request(world, about=f"C-{n}") for n in range(4)]
    client = opened(sign_in(world.dana), world)
    for number in range(100):
        client.get(f"/act/disclosures/{rows[number % 4].public_id}/")

    assert "100 readings" in client.get("/core/audit/mine/").content.decode()
    as_reader(world, "dana")
    assert all(
        AuditRecord.objects.filter(what="record.read", touches__record=r.public_id).count() == 25
        for r in rows
    )
