"""What stands around every page: the navigation that this person's roles open, and the forms' key."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere

# Words, address name, permission that opens it. The order is the order on the page.
LINKS: tuple[tuple[str, str, Permission | None], ...] = (("Home", "report:dashboards_home", None),)


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation, who is signed in for whom, and a fresh key for a form."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "navigation": navigation(request) if actor and actor.user else [],
        "many_organisations": len(getattr(request, "organisations", [])) > 1,
        "form_key": uuid4(),
        "version": settings.VERSION,
        "demonstration": settings.DEMONSTRATION,
    }


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the links that open for this actor."""
    return [
        {"text": words, "url": reverse(name), "current": request.path == reverse(name)}
        for words, name, permission in LINKS
        if permission is None or (request.actor.organisation and may_anywhere(request.actor, permission))
    ]
