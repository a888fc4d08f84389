"""One risk, and the priorities that make it smaller."""

import pytest
from django.urls import reverse

from safeguarding.act.strategy import operations as strategy
from tests.act.risks import acts
from tests.act.strategy import acts as plans


def address(risk):
    return reverse("act:risks_show", args=[risk.public_id])


def test_a_priority_and_its_risk_lead_to_each_other(world, sign_in):
    risk = acts.risk(world)
    aim = plans.aim(world, "Assess in time", risks=[risk])
    client, there = sign_in(world.dana), reverse("act:strategy_aim", args=[aim.public_id])

    assert "Assess in time" in client.get(address(risk)).content.decode()
    assert "Health assessments come late" in client.get(there).content.decode()

    form = {"title": "Assess in time", "kind": "OBJECTIVE", "version": aim.version}
    client.post(reverse("act:strategy_change_aim", args=[aim.public_id]), form)

    assert "None yet" in client.get(address(risk)).content.decode()


def test_a_priority_answers_risks_of_its_own_organisation_only(world):
    theirs = acts.risk(world, by="pat")

    with pytest.raises(strategy.NotPossible, match="its own organisation"):
        plans.aim(world, "Assess in time", risks=[theirs])


def test_whoever_may_not_see_risks_reads_the_priority_without_them(world, sign_in):
    aim = plans.aim(world, "Assess in time", risks=[acts.risk(world)])

    assert (
        "Health assessments come late"
        not in sign_in(world.oscar).get(reverse("act:strategy_aim", args=[aim.public_id])).content.decode()
    )


@pytest.mark.parametrize(("person", "status"), acts.CAST)
def test_only_our_own_people_open_it(world, sign_in, person, status):
    here = address(acts.risk(world))

    assert sign_in(getattr(world, person)).get(here).status_code == status
