"""A finding of a round, for tests that start from there."""

from safeguarding.assure.themes import operations, queries
from tests.assure.validation import acts as validating


def found(world, assessment=None, *keys, title="Policies are out of date"):
    """Record a finding at Riverside with some themes."""
    assessment = assessment or validating.sent(world)
    actor = world.actor("dana")
    issued = validating.answering.queries.get_round(actor, assessment.round.public_id)
    themes = [theme for theme in queries.themes() if theme.key in (keys or ("policies",))]
    return operations.record_finding(
        issued=issued,
        title=title,
        detail="Six of ten",
        themes=themes,
        providers=[assessment.organisation],
        by=actor,
        at=validating.timezone.now(),
    )
