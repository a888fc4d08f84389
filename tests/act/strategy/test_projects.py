"""The page of projects."""

from django.urls import reverse

from safeguarding.act.strategy import operations
from tests.core.people import acts

ADDRESS = reverse("act:strategy_projects")


def test_shows_trigger_leads_and_items(world, sign_in):
    assert "Projects stand here" in acts.text(sign_in(world.bo), ADDRESS)
    by = world.actor("hana")
    leads = [acts.post(world, "Designated nurse"), acts.post(world, "Council lead", employer=world.northvale)]
    operations.open_project(
        organisation=by.organisation,
        title="Redesign",
        trigger="INSPECTION",
        items=("Scope",),
        leads=leads,
        by=by,
        at=acts.NOW,
    )

    page = acts.text(sign_in(world.bo), ADDRESS)

    assert "Set off by an inspection" in page
    assert "Council lead (Northvale County Council)" in page
    assert "Scope" in page
