"""
The pages for 400, 403, 404, 408, 413, 429, 500 and 503: fixed bytes, read once.

They know nothing of the request, so that a page out of reach cannot be told from one that never was, and a failure
of the database or of a template cannot fail a second time.
"""

import errno
import sys
from functools import cache
from pathlib import Path

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse


@cache
def _page(status: int | str) -> bytes:
    """Return the page for a status, or one that has a name."""
    return (Path(__file__).parent / f"{status}.jinja").read_bytes()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 (`handler400`)."""
    return HttpResponse(_page(400), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer 403 (`handler403`, and CSRF_FAILURE_VIEW)."""
    return HttpResponse(_page(403), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 (`handler404`)."""
    return HttpResponse(_page(404), status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429 to somebody, or something, that tries too often (`handler429`)."""
    return HttpResponse(_page(429), status=429, headers={"Retry-After": "300"})


def stopped() -> HttpResponse:
    """Answer 429 to somebody who was shown more records within an hour than any work needs."""
    return HttpResponse(_page("stopped"), status=429, headers={"Retry-After": "3600"})


def not_taken_in(status: int) -> HttpResponse:
    """Answer somebody whose request came too slowly (408), was too long (413), of unknown length (411) or found no room (503)."""
    if status == 503:
        return HttpResponse(_page(500), status=503, headers={"Retry-After": "30"})
    return HttpResponse(_page(400 if status == 411 else status), status=status)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 (`handler500`); 503 with the same words where nothing is wrong but the database or the disk beneath us."""
    if _will_pass(sys.exc_info()[1]):
        return HttpResponse(_page(500), status=503, headers={"Retry-After": "30"})
    return HttpResponse(_page(500), status=500)


def _will_pass(failure: BaseException | None) -> bool:
    """Tell a database that does not answer, or a disk that is full, from a mistake of ours."""
    is_full = isinstance(failure, OSError) and failure.errno in (errno.ENOSPC, errno.EDQUOT)
    return is_full or isinstance(failure, InterfaceError | OperationalError)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503: what was asked for cannot be shown now, because nobody could later say that it was."""
    return HttpResponse(_page(503), status=503)
