"""For how long something is shared: pure functions over facts."""

from datetime import date, timedelta

from safeguarding.core.access import lasting

# Security plan 1.3: a share carries an end date, 90 days where nobody says otherwise and never more than 365.
USUAL_DAYS = 90
LONGEST_DAYS = 365
TOO_LONG = f"Nothing is shared for more than {LONGEST_DAYS} days. Share it anew when the time has passed."


def usual_end(starts_on: date) -> date:
    """Return the last day of a share where nobody says otherwise."""
    return starts_on + timedelta(days=USUAL_DAYS - 1)


def faults(*, starts_on: date, ends_on: date, today: date) -> list[str]:
    """Return what is wrong with the days of a share, in words."""
    return lasting.faults(
        starts_on=starts_on, ends_on=ends_on, today=today, longest=LONGEST_DAYS, too_long=TOO_LONG
    )
