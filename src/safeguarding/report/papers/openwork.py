"""The reports that a person began and that are not signed."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from safeguarding.core.access.policy import Permission
from safeguarding.core.cover.work import Kind, register
from safeguarding.core.people.models import User
from safeguarding.report.papers.models import Paper


def begun_by(person: User, day: date) -> Q:
    """Return the condition that the person began a report that is a draft or waits for sign-off."""
    return Q(started_by=person, state__in=(Paper.State.DRAFT, Paper.State.FROZEN))


register(
    Kind(
        "reports",
        "report that is not signed",
        "reports that are not signed",
        Paper,
        Permission("RPT", "w"),
        begun_by,
        lambda row: reverse("report:papers_show", args=[row.public_id]),
    )
)
