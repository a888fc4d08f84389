"""A claim can be taken back; the text stays."""

import pytest
from django.urls import reverse

from safeguarding.report.papers import operations, queries
from tests.report.papers.people import WRITERS


@pytest.fixture
def address(world, paper, now):
    made = operations.claim(
        paper=paper,
        section="adults",
        words="Enquiries increased",
        measure="adults.enquiries",
        direction="up",
        by=world.actor("dana"),
        at=now,
    )
    return reverse("report:papers_drop-claim", args=[paper.public_id, made.public_id])


def test_takes_the_claim_back(world, sign_in, paper, address):
    assert sign_in(world.dana).post(address).status_code == 302

    dana = world.actor("dana")
    assert list(queries.claims(dana, paper)) == []
    assert queries.versions(dana, paper, "adults").count() == 1


@pytest.mark.parametrize(("person", "status"), WRITERS.items())
def test_only_writers_open_it(world, sign_in, address, person, status):
    assert sign_in(getattr(world, person)).get(address).status_code == status
