"""What is kept of one restricted record."""

from tests.core.restricted.making import a_note, a_request, opened


def test_shows_the_list_and_how_long_it_is_kept(world, sign_in):
    note = a_note(world)

    page = opened(sign_in(world.cal), world).get(f"/core/restricted/{note.public_id}/").content.decode()

    assert "Hana Head" in page
    assert "20 years" in page
    assert "What the panel has still to settle" not in page


def test_others_do_not_find_it(world, sign_in):
    note = a_note(world)

    assert opened(sign_in(world.dana), world).get(f"/core/restricted/{note.public_id}/").status_code == 404


def test_who_looked_at_it_is_offered_to_those_who_may_see(world, sign_in):
    row = a_request(world)
    address, readers = f"/core/restricted/{row.public_id}/", f"/core/audit/readers/{row.public_id}/"

    assert readers in opened(sign_in(world.cal), world).get(address).content.decode()
    page = opened(sign_in(world.dana), world).get(address)
    assert page.status_code == 200
    assert readers not in page.content.decode()
