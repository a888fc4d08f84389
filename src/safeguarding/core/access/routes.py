"""Every page says which permission opens it; a page that says nothing is never shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from django.http import HttpRequest, HttpResponse

from safeguarding.core.access import policy
from safeguarding.core.access.policy import Permission

# Any cache may keep the answer and asks before it shows it again: only what says the same to everybody.
FOR_EVERY_CACHE = "public, no-cache"


@dataclass(frozen=True)
class Rule:
    """What opens a page: a permission for reading and one for sending, or a word."""

    reading: Permission | None = None
    sending: Permission | None = None
    level: int = 2  # the highest need-to-know level that the page shows
    word: str = ""  # "public": anyone; "signed-in": anyone with a second factor, whatever they act for
    step_up: bool = False  # the second factor must have been proved within the last five minutes
    over: str = ""  # scopes of the matrix of which one is needed, where what is one's own is not enough

    def lets(self, roles: frozenset[str], method: str) -> bool:
        """Tell whether these roles let a person send a request of this method."""
        permission = self.permission(method)
        if permission is None:
            return True
        scopes = policy.reach(roles, permission)
        return bool(scopes & set(self.over) if self.over else scopes)

    def permission(self, method: str) -> Permission | None:
        """Return the permission that a request of this method needs."""
        return self.sending if method == "POST" else self.reading


def opens(
    resource: str, get: str = "r", post: str = "", *, level: int = 2, step_up: bool = False, over: str = ""
) -> Callable[[Callable], Callable]:
    """
    Register the permission of a page: reading needs `get`, sending its form needs `post` (default the same).

    :param level: above 2 the page asks for a purpose and shows nothing that it has not noted as read. Rows above it do
        not exist for the page, whatever it asks for. At level 4 it asks for a step-up as well.
    :param over: scopes of the access matrix, such as "c*": the roles must hold the permission over one of them, where what
        is one's own is not enough.
    :param step_up: True for what is restricted: whoever opens it proves their second factor again first, unless they
        did so within the last five minutes.
    """

    def mark(view: Callable) -> Callable:
        view.rule = Rule(
            Permission(resource, get),
            Permission(resource, post or get),
            level,
            step_up=step_up or level > 3,
            over=over,
        )
        return view

    return mark


def signed_in(view: Callable) -> Callable:
    """Register a page that everyone who is signed in may open, such as their own account."""
    view.rule = Rule(word="signed-in")
    return view


def stepped_up(view: Callable) -> Callable:
    """Ask, on a page that is registered already, for a second factor that was proved within the last five minutes."""
    view.rule = replace(view.rule, step_up=True)
    return view


def public(view: Callable) -> Callable:
    """Register a page for the public: approved content only."""
    view.rule = Rule(word="public")
    view.login_required = False
    return view


def unchanging(view: Callable) -> Callable:
    """Say of a public page that it tells everybody the same until the next release; signed in one has it with a menu."""

    @wraps(view)
    def respond(request: HttpRequest) -> HttpResponse:
        response = view(request)
        if request.actor.user is None:
            response.headers["Cache-Control"], response.headers["Vary"] = FOR_EVERY_CACHE, "Cookie"
        return response

    return respond
