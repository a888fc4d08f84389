"""The hourly root over every chain of the audit, and the eye on how many lists one person takes away."""

from django.conf import settings
from django.utils import timezone

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit import queries, roots
from safeguarding.core.audit.models import TAKEN
from safeguarding.core.audit.operations import when
from safeguarding.core.notices.alarms import sound


@job(every="7 * * * *")
def write_root(*, by: Actor, **_: object) -> None:
    """Write the signed root of this hour to the second place."""
    roots.write_root(timezone.now())


@when("list.downloaded")
@job(unique=("organisation_id", "user_id"))
def count_lists(*, by: Actor, **_: object) -> None:
    """Tell those who look after sign-ins that somebody took unusually many lists, or unusually long ones, within an hour."""
    now = timezone.now()
    files, rows = queries.taken_lately(by, now)
    if files >= settings.MANY_FILES_TAKEN_AN_HOUR or rows >= settings.MANY_ROWS_TAKEN_AN_HOUR:
        sound(TAKEN, by=by, at=now, files=files, rows=rows)
