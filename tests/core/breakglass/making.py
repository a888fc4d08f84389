"""Broken glass for tests."""

from datetime import timedelta

from django.utils import timezone

from safeguarding.core.breakglass import operations
from tests.core.restricted.making import an_alert, as_reader, kept

REASON = "The council rang: an enquiry starts within the hour"


def opening(world, who="hana", row=None, **given):
    """Break the glass of an alert that Riverside keeps."""
    row = row or an_alert(world)
    as_reader(world, who)
    typed = {
        "reference": kept(row).reference,
        "ground": "ADULT",
        "reason": REASON,
        "since_step_up": timedelta(minutes=1),
        "at": timezone.now(),
    } | given
    return operations.break_glass(by=as_reader(world, who, 3), **typed)
