"""
Answers for the pages that are the same for everybody until the next release, before any session, database or page is touched.

Only what a page itself opens to every cache is kept, for somebody without a session, as the whole answer with its headers.
A browser that has the page already is told so by a 304.
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from safeguarding.config.receiving import REFUSED
from safeguarding.core.access.routes import FOR_EVERY_CACHE

Respond = Callable[[HttpRequest], HttpResponse]
# Five pages, for each name and scheme of this host: whoever makes up hosts is refused and fills nothing.
MOST = 100


def unchanging(get_response: Respond) -> Respond:
    """Keep the answers that are for every cache in this process, and send them again."""
    kept: dict[tuple[str, ...], tuple[bytes, dict[str, str]]] = {}

    def respond(request: HttpRequest) -> HttpResponse:
        if not _is_anybody(request):
            return get_response(request)
        key = (request.scheme, request.META.get("HTTP_HOST", ""), request.path)
        if key not in kept:
            response = get_response(request)
            if len(kept) == MOST or not _is_for_all(response):
                return response
            response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
            kept[key] = (response.content, dict(response.headers))
        return _answer(request, *kept[key])

    return respond


def _is_anybody(request: HttpRequest) -> bool:
    """Test whether the request says nothing but which page it wants: no session, no query."""
    return (
        request.method in ("GET", "HEAD")
        and REFUSED not in request.META
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.META.get("HTTP_COOKIE", "")
    )


def _is_for_all(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and response.headers.get("Cache-Control") == FOR_EVERY_CACHE
        and not response.cookies
        and "nonce-" not in response.headers.get("Content-Security-Policy", "")
    )


def _answer(request: HttpRequest, body: bytes, headers: dict[str, str]) -> HttpResponse:
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if known is None or headers["ETag"] not in (tag.removeprefix("W/") for tag in parse_etags(known)):
        return HttpResponse(body, headers=headers)
    about_no_body = {name: value for name, value in headers.items() if not name.startswith("Content-L")}
    return HttpResponseNotModified(headers=about_no_body)
