"""The pages for what went wrong: the same bytes for everything that is out of reach or unknown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safeguarding.core.access.routes import public


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read."""
    return render(request, "kit/pages/400.jinja", status=400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this part of the product is not open to the role."""
    return render(request, "kit/pages/403.jinja", status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page; out of reach and unknown are the same."""
    return render(request, "kit/pages/404.jinja", status=404)


@public
def broken(request: HttpRequest) -> HttpResponse:
    """Say that the product failed and that nothing was saved."""
    return render(request, "kit/pages/500.jinja", status=500)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open for too long or came from elsewhere."""
    return render(request, "kit/pages/403.jinja", status=403)
