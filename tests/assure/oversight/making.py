"""Entries into processes for the tests of their pages."""

from django.utils import timezone

from safeguarding.assure.oversight import operations
from safeguarding.kit import when


def an_entry(world, about="riverside", process="QPIP", reason="Two concerns in a month"):
    """Note an entry as Dana."""
    return operations.enter_process(
        about=getattr(world, about),
        process=process,
        entered=when.read("June 2024"),
        reason=reason,
        by=world.actor("dana"),
        at=timezone.now(),
    )


# Those who may never learn that a provider is under closer oversight: the provider itself first of all.
OUTSIDE = ("pat", "perry", "terry", "gail", "homer", "olga")
