"""The files that a person sent in and has not stored."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from safeguarding.collect.imports.models import SentIn
from safeguarding.core.access.policy import Permission
from safeguarding.core.cover.work import Kind, register
from safeguarding.core.people.models import User


def sent_by(person: User, day: date) -> Q:
    """Return the condition that the person sent a file which was checked and waits to be stored."""
    return Q(state=SentIn.State.CHECKED, checked_by=person)


register(
    Kind(
        "files",
        "file of figures that waits to be stored",
        "files of figures that wait to be stored",
        SentIn,
        Permission("KPI", "w"),
        sent_by,
        lambda row: reverse("collect:imports_show", args=[row.public_id]),
        title=lambda row: row.file_name,
    )
)
