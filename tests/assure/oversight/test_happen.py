"""Noting what befell a provider."""

from tests.assure.oversight.making import OUTSIDE

ADDRESS = "/assure/oversight/happen/"


def test_an_insolvency_needs_word_of_what_became_of_people(world, sign_in):
    client = sign_in(world.dana)
    typed = {
        "about": str(world.fairway.public_id),
        "kind": "INSOLVENCY",
        "happened": "2024/25",
        "summary": "It could not pay",
        "supported_by": str(world.northvale.public_id),
    }

    assert "packages of care" in client.post(ADDRESS, typed).content.decode()
    response = client.post(ADDRESS, typed | {"transition": "Another provider took over"}, follow=True)

    assert "Insolvency" in response.content.decode()
    page = client.get("/assure/oversight/counts/", {"year": "2024"}).content.decode()
    assert "Another provider took over" in page
    assert "Northvale County Council" in page


def test_others_may_not(world, sign_in):
    for who in OUTSIDE:
        assert sign_in(getattr(world, who)).get(ADDRESS).status_code == 403
