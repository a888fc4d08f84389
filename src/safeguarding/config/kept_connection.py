"""
Spares a connection that answered a moment ago the question whether it still stands, which Django asks in every request.

A server that goes away says so, by a last word or by hanging up, and either can be read from the socket without asking.
What was silent for longer is asked all the same: something between us and the server may have dropped it.
"""

import math
import select
import threading
import time

from django.db import connection

SECONDS_TRUSTED = 30
LATEST = threading.local()  # each thread has a connection of its own


def heard() -> None:
    """Note that the database answered this thread just now."""
    LATEST.answer = time.monotonic()


def trust_if_just_heard() -> None:
    """Leave out Django's question in this request, if the connection answered lately and has said nothing since."""
    if _answered_lately() and _is_silent():
        connection.health_check_done = True


def _answered_lately() -> bool:
    return time.monotonic() - getattr(LATEST, "answer", -math.inf) < SECONDS_TRUSTED


def _is_silent() -> bool:
    kept = connection.connection
    if kept is None or kept.closed:
        return False
    speaking, _, _ = select.select([kept.fileno()], [], [], 0)
    return not speaking
