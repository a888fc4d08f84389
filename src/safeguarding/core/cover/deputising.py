"""Who may be somebody's deputy, and from when to when: pure functions over facts."""

from datetime import date

from safeguarding.core.access import lasting

# As long as a share without another word (security plan 1.3); whoever is away for longer needs a role given in their place.
LONGEST_DAYS = 90
FURTHEST_DAYS = 365


TOO_LONG = (
    f"A deputy stands in for {LONGEST_DAYS} days at most. For longer, an administrator gives them a role."
)


def faults(*, starts_on: date, ends_on: date, today: date) -> list[str]:
    """Return what is wrong with the days, in words."""
    return lasting.faults(
        starts_on=starts_on,
        ends_on=ends_on,
        today=today,
        longest=LONGEST_DAYS,
        too_long=TOO_LONG,
        furthest=FURTHEST_DAYS,
    )
