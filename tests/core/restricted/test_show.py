"""What is kept of one restricted record."""

from tests.core.restricted.making import a_note, opened


def test_shows_the_list_and_how_long_it_is_kept(world, sign_in):
    note = a_note(world)

    page = opened(sign_in(world.cal), world).get(f"/core/restricted/{note.public_id}/").content.decode()

    assert "Hana Head" in page
    assert "20 years" in page
    assert "What the panel has still to settle" not in page


def test_others_do_not_find_it(world, sign_in):
    note = a_note(world)

    assert opened(sign_in(world.dana), world).get(f"/core/restricted/{note.public_id}/").status_code == 404
