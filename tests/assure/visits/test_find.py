"""Adding what a visit found."""

from django.utils.html import strip_tags

from tests.assure.visits.making import a_visit


def test_adds_a_finding_that_the_page_shows(world, sign_in):
    visit = a_visit(world)
    client, address = sign_in(world.dana), f"/assure/visits/{visit.public_id}/"

    response = client.post(f"{address}find/", {"kind": "PRIORITY", "text": "Referrals wait", "version": 1})

    assert response.status_code == 302
    page = client.get(address).content.decode()
    assert "Referrals wait" in page
    assert strip_tags(page.split("Priority areas for action")[1].split("</dd>")[0]).strip() == "1"


def test_others_do_not_find_it(world, sign_in):
    visit = a_visit(world)

    assert sign_in(world.pat).get(f"/assure/visits/{visit.public_id}/find/").status_code == 404
