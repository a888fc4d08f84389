"""Who may be somebody's deputy, and from when to when: pure functions over facts."""

from datetime import date

# As long as a share without another word (security plan 1.3); whoever is away for longer needs a role given in their place.
LONGEST_DAYS = 90
FURTHEST_DAYS = 365


def faults(*, starts_on: date, ends_on: date, today: date) -> list[str]:
    """Return what is wrong with the days, in words."""
    found = []
    if starts_on < today:
        found.append("The first day must be today or later.")
    if (starts_on - today).days > FURTHEST_DAYS:
        found.append("The first day must be within a year.")
    if ends_on < starts_on:
        found.append("The last day must be on or after the first.")
    if (ends_on - starts_on).days >= LONGEST_DAYS:
        found.append(
            f"A deputy stands in for {LONGEST_DAYS} days at most. For longer, an administrator gives them a role."
        )
    return found
