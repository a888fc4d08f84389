"""A withdrawn paper says why, and is not brought back."""

import pytest
from django.urls import reverse

from safeguarding.report.papers import operations, queries
from tests.report.papers.people import WRITERS


def address(paper):
    return reverse("report:papers_withdraw", args=[paper.public_id])


def test_withdraws_with_a_reason(world, sign_in, frozen):
    sign_in(world.dana).post(address(frozen), {"version": frozen.version, "reason": "Wrong period."})

    page = sign_in(world.bo).get(reverse("report:papers_show", args=[frozen.public_id])).content.decode()
    assert "Wrong period." in page


def test_nothing_more_can_be_done_with_it(world, paper, now):
    dana = world.actor("dana")
    gone = operations.withdraw(paper=paper, version=paper.version, reason="Wrong.", by=dana, at=now)

    with pytest.raises(operations.NotPossible, match="withdrawn"):
        operations.freeze(paper=gone, version=gone.version, by=dana, at=now)
    assert not queries.rights(dana, gone).write


@pytest.mark.parametrize(("person", "status"), WRITERS.items())
def test_only_writers_open_it(world, sign_in, paper, person, status):
    assert sign_in(getattr(world, person)).get(address(paper)).status_code == status
