"""Published figures can be taken back by whom publishing is open to."""

import pytest
from django.urls import reverse

from safeguarding.report.papers import queries as papers
from safeguarding.report.publishing import operations


@pytest.fixture
def published(world, signed, now):
    operations.publish(paper=signed, version=signed.version, by=world.actor("chris"), at=now)
    return signed


def address(paper):
    return reverse("report:publishing_withdraw", args=[paper.public_id])


def test_takes_figures_and_paper_back_with_a_reason(world, sign_in, client, published):
    sign_in(world.chris).post(address(published), {"reason": "A figure was wrong."})

    again = papers.get_paper(world.actor("chris"), published.public_id)
    assert (again.state, again.withdrawn_reason) == ("WITHDRAWN", "A figure was wrong.")
    assert "Safeguarding annual report" not in client.get("/published/").content.decode()


@pytest.mark.parametrize(("person", "status"), [("chris", 200), ("hana", 404), ("bo", 404), ("oscar", 404)])
def test_only_those_who_approve_publications_open_it(world, sign_in, published, person, status):
    assert sign_in(getattr(world, person)).get(address(published)).status_code == status
