"""What the tests of plans do first."""

from safeguarding.act.strategy import operations
from safeguarding.act.strategy.operations import AimDetails, PlanDetails
from tests.core.people.acts import NOW

WORDS = ("ACHIEVED", "ONGOING")


def plan(world, title="Objectives 2021/22", **more):
    """Open a plan at Wyvern."""
    by = world.actor("hana")
    details = PlanDetails(title=title, **{"kind": "OBJECTIVES", "status_words": WORDS} | more)
    return operations.set_plan(organisation=by.organisation, details=details, by=by, at=NOW)


def aim(world, title="Embed safeguarding", of=None, **more):
    """Add an aim to a plan at Wyvern."""
    details = AimDetails(title=title, kind="OBJECTIVE", **more)
    found = of or plan(world)
    return operations.add_aim(plan=found, details=details, by=world.actor("hana"), at=NOW)
