"""The list of what was opened in an emergency."""

from functools import partialmethod

from safeguarding.core.audit.models import AuditRecord
from safeguarding.kit.forms.lists import Listing
from tests.core.breakglass.making import opening
from tests.core.restricted.making import an_alert, as_reader, opened, taken

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
