"""Supervision offered to groups of staff."""

ADDRESS = "/act/supervision/offers/"
TYPED = {
    "group": "Primary care staff",
    "period": "2024/25",
    "formality": ["is_formal"],
    "modes": ["TEAMS", "TELEPHONE"],
}


def test_notes_and_shows_supervision(world, sign_in):
    page = sign_in(world.dana).post(ADDRESS, TYPED, follow=True).content.decode()

    assert "Primary care staff" in page
    assert "MS Teams and Telephone" in page


def test_others_see_none_of_it(world, sign_in):
    sign_in(world.dana).post(ADDRESS, TYPED)

    assert "Primary care staff" not in sign_in(world.pat).get(ADDRESS).content.decode()
    assert sign_in(world.bo).get(ADDRESS).status_code == 403
