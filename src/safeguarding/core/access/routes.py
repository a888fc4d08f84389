"""Every page says which permission opens it; a page that says nothing is never shown."""

from collections.abc import Callable
from dataclasses import dataclass

from safeguarding.core.access.policy import Permission


@dataclass(frozen=True)
class Rule:
    """What opens a page: a permission for reading and one for sending, or a word."""

    reading: Permission | None = None
    sending: Permission | None = None
    word: str = ""  # "public": anyone; "signed-in": anyone with a second factor, whatever they act for

    def permission(self, method: str) -> Permission | None:
        """Return the permission that a request of this method needs."""
        return self.sending if method == "POST" else self.reading


def opens(resource: str, get: str = "r", post: str = "") -> Callable[[Callable], Callable]:
    """Register the permission of a page: reading needs `get`, sending its form needs `post` (default the same)."""

    def mark(view: Callable) -> Callable:
        view.rule = Rule(Permission(resource, get), Permission(resource, post or get))
        return view

    return mark


def signed_in(view: Callable) -> Callable:
    """Register a page that everyone who is signed in may open, such as their own account."""
    view.rule = Rule(word="signed-in")
    return view


def public(view: Callable) -> Callable:
    """Register a page for the public: approved content only."""
    view.rule = Rule(word="public")
    view.login_required = False
    return view
