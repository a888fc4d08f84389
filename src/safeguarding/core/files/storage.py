"""Where files lie: one folder outside everything that is served, random names, readable by us alone."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def put(content: bytes) -> str:
    """Write the bytes whole or not at all, and return the random name under which they lie."""
    name = secrets.token_hex(20)
    place = path(name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = place.with_suffix(".unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(place)
    except OSError:  # the disk is full: what was written so far only makes it fuller
        unfinished.unlink(missing_ok=True)
        raise
    return name


def get(name: str) -> bytes:
    """
    Return the bytes that lie under a name.

    :raises FileNotFoundError: if they are gone.
    """
    return path(name).read_bytes()


def path(name: str) -> Path:
    """Return where a name lies; the names are our own, so nothing that a person typed is ever part of a path."""
    return Path(settings.FILES) / name[:2] / name
