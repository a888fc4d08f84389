"""For how long something is shared: pure functions over facts."""

from datetime import date, timedelta

# Security plan 1.3: a share carries an end date, 90 days where nobody says otherwise and never more than 365.
USUAL_DAYS = 90
LONGEST_DAYS = 365


def usual_end(starts_on: date) -> date:
    """Return the last day of a share where nobody says otherwise."""
    return starts_on + timedelta(days=USUAL_DAYS - 1)


def faults(*, starts_on: date, ends_on: date, today: date) -> list[str]:
    """Return what is wrong with the days of a share, in words."""
    found = []
    if starts_on < today:
        found.append("The first day must be today or later.")
    if ends_on < starts_on:
        found.append("The last day must be on or after the first.")
    if (ends_on - starts_on).days >= LONGEST_DAYS:
        found.append(
            f"Nothing is shared for more than {LONGEST_DAYS} days. Share it anew when the time has passed."
        )
    return found
