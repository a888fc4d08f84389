"""One visit: zero is zero, not stated is said, and the history stands below."""

import pytest

from tests.assure.visits.making import a_visit


@pytest.mark.parametrize(("stated", "shown"), [(0, "0"), (None, "Not stated")])
def test_shows_priority_areas_as_they_are_known(world, sign_in, stated, shown):
    visit = a_visit(world, inspector=world.wyvern, priority_areas=stated)

    page = sign_in(world.dana).get(f"/assure/visits/{visit.public_id}/").content.decode()

    assert shown in page.split("Priority areas for action")[1].split("</dd>")[0]
    assert "Visit recorded" in page


@pytest.mark.parametrize(
    ("who", "status"), [("chris", 200), ("pat", 404), ("oscar", 404), ("bo", 404), ("olga", 404)]
)
def test_who_may_open_it(world, sign_in, who, status):
    visit = a_visit(world, about="riverside")

    assert sign_in(getattr(world, who)).get(f"/assure/visits/{visit.public_id}/").status_code == status
