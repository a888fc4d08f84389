"""One line of JSON for each entry of a log: when in UTC, what, where, and for whom; what anybody typed cannot begin a line."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured, PermissionDenied


class Lines(logging.Formatter):
    """Writes an entry as JSON; people stand in it by their id alone, never by name or address."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the entry as one line."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "process": record.process,
            "says": record.getMessage(),
            **_asked(record),
        }
        if record.exc_info:
            said["fault"] = self.formatException(record.exc_info)
        return json.dumps(said)


def _asked(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is known of the request that an entry is about, where it is about one."""
    request = getattr(record, "request", None)
    if not hasattr(request, "META"):  # Django's own server passes a socket by this name
        return {}
    actor = getattr(request, "actor", None)
    person, organisation = getattr(actor, "user", None), getattr(actor, "organisation", None)
    return {
        "status": getattr(record, "status_code", None),
        "method": request.method,
        "place": _place(request),
        "person": str(person.public_id) if person is not None and person.is_authenticated else None,
        "organisation": str(organisation.public_id) if organisation else None,
    }


def _place(request: Any) -> str | None:
    """Return the address that asked, by the rule that the limits of sign-in go by; nothing where none can be told."""
    from allauth.account.adapter import get_adapter  # logs are set up before there are tables

    try:
        return get_adapter().get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        return None
