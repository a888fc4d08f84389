"""The list of what was opened in an emergency."""

from datetime import timedelta
from functools import partialmethod

from django.utils import timezone

from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.breakglass.jobs import first_of_next_month, tell_of_the_list
from safeguarding.core.notices.models import Notice
from safeguarding.core.restricted import operations as restricted
from safeguarding.kit.forms.lists import Listing
from tests.core.breakglass.making import opening
from tests.core.restricted.making import an_alert, as_reader, kept, opened, taken

ADDRESS = "/core/breakglass/log/"


def test_the_caldicott_guardian_sees_all_and_others_their_own(world, sign_in):
    opening(world)

    assert "Hana Head" in opened(sign_in(world.cal), world).get(ADDRESS).content.decode()
    assert "Hana Head" in opened(sign_in(world.hana), world).get(ADDRESS).content.decode()
    assert "No record was opened" in opened(sign_in(world.gwen), world).get(ADDRESS).content.decode()


def test_can_be_handed_out_for_the_committee(world, sign_in):
    opening(world)

    file = taken(opened(sign_in(world.cal), world), f"{ADDRESS}?export=csv").content.decode()

    assert "To judge" in file
    assert "Found without food" not in file


def test_a_file_notes_every_opening_in_it_and_not_those_of_one_page_alone(world, sign_in, monkeypatch):
    rows = [an_alert(world), an_alert(world, about="A-8")]
    for row in rows:
        opening(world, row=row)
    monkeypatch.setattr(Listing, "__init__", partialmethod(Listing.__init__, per_page=1))

    taken(opened(sign_in(world.cal), world), f"{ADDRESS}?export=csv")

    as_reader(world, "cal")
    noted = AuditRecord.objects.get(what="list.read")
    assert sorted(noted.touched) == sorted(row.public_id for row in rows)


def test_a_long_list_does_not_leave_in_one_file(world, sign_in, monkeypatch):
    monkeypatch.setattr("safeguarding.core.breakglass.views.MOST_PEOPLE", 0)
    opening(world)
    client = opened(sign_in(world.cal), world)

    assert "No more than 0 openings leave in one file" in client.get(ADDRESS).content.decode()
    assert taken(client, f"{ADDRESS}?export=csv").status_code == 400


def test_shows_one_month_for_the_committee(world, sign_in):
    last_month = timezone.now().replace(day=1) - timedelta(days=2)
    opening(world)
    opening(world, row=an_alert(world, about="A-8"), at=last_month)
    browser = opened(sign_in(world.cal), world)

    file = taken(browser, f"{ADDRESS}?month={last_month:%Y-%m}&export=csv").content.decode()

    assert len(file.strip().splitlines()) == 2
    assert f"{last_month:%B %Y}" in browser.get(ADDRESS).content.decode()


def test_the_list_is_told_of_on_the_first_morning_of_the_next_month(world):
    opened_on = timezone.now().replace(year=2026, month=12, day=31)
    assert f"{first_of_next_month(opened_on):%Y-%m-%d %H}" == "2027-01-01 06"

    tell_of_the_list.run(organisation_id=world.wyvern.pk, user_id=None, month="2026-12")

    as_reader(world, "cal")
    told = Notice.objects.get(kind="glass.month")
    assert told.roles == ["R12", "R13"]
    assert told.url == f"{ADDRESS}?month=2026-12"


def test_whoever_is_kept_from_the_record_does_not_learn_that_it_was_opened(world, sign_in):
    """Not even the Caldicott Guardian: who looks into somebody must not show to them."""
    row = an_alert(world)
    found = opening(world, row=row)
    as_reader(world, "pat")
    restricted.exclude(restricted=kept(row), person=world.cal, by=as_reader(world, "pat"), at=timezone.now())
    client = opened(sign_in(world.cal), world)

    assert kept(row).reference not in client.get(ADDRESS).content.decode()
    assert kept(row).reference not in taken(client, f"{ADDRESS}?export=csv").content.decode()
    assert client.get(f"/core/breakglass/{found.public_id}/judge/").status_code == 404
