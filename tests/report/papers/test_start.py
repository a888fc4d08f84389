"""A paper may report on any period, and whoever starts it is its author."""

import pytest

from safeguarding.core.audit.models import AuditRecord
from safeguarding.report.papers.models import Paper

ADDRESS = "/report/papers/start/"


def asked(world, **more):
    return {
        "outline": "annual-combined",
        "organisation": str(world.wyvern.public_id),
        "title": "Fifteen months",
        "starts_on": "2024-04-01",
        "ends_on": "2025-06-30",
    } | more


def test_starts_a_paper_over_fifteen_months(world, sign_in):
    response = sign_in(world.dana).post(ADDRESS, asked(world))

    world.actor("dana")
    paper = Paper.objects.get(title="Fifteen months")
    assert response.status_code == 302
    assert paper.period.months == 15
    assert paper.started_by == world.dana
    assert AuditRecord.objects.filter(what="paper.started", by=world.dana.email).exists()


def test_refuses_a_period_that_ends_before_it_starts(world, sign_in):
    response = sign_in(world.dana).post(ADDRESS, asked(world, ends_on="2024-01-31"))

    assert "Last day must be on or after the first day" in response.content.decode()


def test_refuses_an_organisation_out_of_reach(world, sign_in):
    response = sign_in(world.dana).post(
        ADDRESS, asked(world, organisation=str(world.elsewhere_icb.public_id))
    )

    world.actor("dana")
    assert response.status_code == 200
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("hana", 200), ("bo", 403), ("chris", 403), ("noone", 302)]
)
def test_only_those_who_write_papers_open_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
