"""The list of restricted records whose time has passed."""

from django.utils import timezone

from safeguarding.core.restricted import operations
from tests.core.restricted.making import a_request, as_reader, kept, opened
from tests.core.restricted.test_disposal import agree, ask, passed

ADDRESS = "/core/restricted/due/"


def test_lists_what_may_go_what_is_held_and_what_waits(world, sign_in):
    rows = [a_request(world, about=f"C-{number}") for number in range(4)]
    running, ready, held, waiting = rows
    passed(world, ready)
    passed(world, held)
    operations.flag(restricted=kept(held), hold="An inquiry", by=as_reader(world, "hana"), at=timezone.now())
    ask(world, waiting)
    references = [kept(row).reference for row in rows]

    page = opened(sign_in(world.hana), world).get(ADDRESS).content.decode()

    assert references[0] not in page
    assert all(reference in page for reference in references[1:])
    assert page.count("Ask to dispose of it") == 1
    assert "Legal hold: stays" in page
    assert "Waits for a second person" in page
    assert (
        "3 records have passed"
        in opened(sign_in(world.hana), world).get("/core/restricted/").content.decode()
    )


def test_what_is_gone_stands_there_no_more(world, sign_in):
    row = a_request(world)
    agree(world, ask(world, row))

    browser = opened(sign_in(world.hana), world)

    assert "No restricted record has passed" in browser.get(ADDRESS).content.decode()
    shown = browser.get(f"/core/restricted/{row.public_id}/").content.decode()
    assert "agreed by Cal" in shown
    assert browser.get(f"/core/restricted/{row.public_id}/change/").status_code == 404


def test_somebody_who_looks_after_no_such_record_sees_none(world, sign_in):
    reference = kept(passed(world, a_request(world)) and a_request(world)).reference

    assert reference not in opened(sign_in(world.quin), world).get(ADDRESS).content.decode()
