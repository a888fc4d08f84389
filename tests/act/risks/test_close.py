"""Closing a risk."""

import pytest
from django.urls import reverse

from safeguarding.act.risks import operations
from tests.act.risks import acts


def address(risk):
    return reverse("act:risks_close", args=[risk.public_id])


def test_it_stays_with_the_reason_and_changes_no_more(world, sign_in):
    risk = acts.risk(world)
    form = {"closed_on": "2026-02-01", "because": "Assessments are in time", "version": 1}

    page = sign_in(world.dana).post(address(risk), form, follow=True).content.decode()

    assert "Assessments are in time" in page
    assert address(risk) not in page
    with pytest.raises(operations.NotPossible, match="This risk is closed"):
        operations.change_risk(
            risk=risk,
            version=2,
            changes={"impact": 1},
            reason="Why",
            by=world.actor("dana"),
            at=acts.NOW,
        )


@pytest.mark.parametrize("day", ["2025-12-31", "2027-01-01"])
def test_a_day_before_it_was_raised_or_still_to_come_is_refused(world, sign_in, day):
    form = {"closed_on": day, "because": "Done", "version": 1}

    assert "between the one on which it was raised and today" in sign_in(world.dana).post(
        address(acts.risk(world)), form
    ).content.decode().replace("&#39;", "'")


@pytest.mark.parametrize(("person", "status"), acts.WRITERS)
def test_opens_for_those_who_write(world, sign_in, person, status):
    here = address(acts.risk(world))

    assert sign_in(getattr(world, person)).get(here).status_code == status
