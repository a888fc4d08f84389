"""What stands around every page: the navigation that this person's roles open, and the forms' key."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input_lazy
from django.utils.html import format_html

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.access.routes import Rule
from safeguarding.core.notices.queries import how_many_wait
from safeguarding.core.signin.kept import ACTING
from safeguarding.kit.pages.addresses import address

# Words, address name, permission that opens it. The order is the order on the page.
LINKS: tuple[tuple[str, str, Permission | None], ...] = (
    ("Home", "report:dashboards_home", None),
    ("Self-assessments", "collect:assessments_mine", Permission("SELF", "w")),
    ("Rounds", "collect:assessments_rounds", Permission("CAM", "w")),
    ("Validation", "assure:validation_inbox", Permission("VAL", "r")),
    ("Figures", "assure:indicators_figures", Permission("KPI", "r")),
    ("Actions", "act:actions_register", Permission("ACT", "r")),
    ("Papers", "report:papers_index", Permission("RPT", "r")),
    ("All parts", "report:dashboards_directory", None),
)

# What stands at the foot of every page, for anybody.
FOOTER = (
    ("Accessibility statement", "report:publishing_accessibility"),
    ("Privacy notice", "report:publishing_privacy"),
    ("Cookies", "report:publishing_cookies"),
    ("Contact", "report:publishing_contact"),
    ("Published figures", "report:publishing_index"),
    ("About this version", "report:publishing_version"),
)


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Return what every page shows: the navigation, who is signed in for whom, and a fresh key for a form."""
    actor = getattr(request, "actor", None)
    person = actor.user if actor else None
    return {
        "actor": actor,
        "home_url": "/",
        "sign_in_url": "" if person else settings.LOGIN_URL,
        "reads_only": _reads_only(request),
        "acting": _acting(request) if person else None,
        "navigation": navigation(request) if person else [],
        "footer_links": [{"text": words, "url": address(name)} for words, name in FOOTER],
        "form_key": uuid4(),
        "csrf_input": _with_organisation(request, actor),
        "version": settings.VERSION,
        "demonstration": settings.DEMONSTRATION,
        "providers": settings.OIDC_PROVIDERS.values(),
    }


def _reads_only(request: HttpRequest) -> bool:
    """Tell whether what a page asks for is not the reader's to send, by their roles: to them it offers no button."""
    rule: Rule | None = getattr(request, "rule", None)
    return rule is not None and not rule.lets(request.actor.roles, "POST")


def _with_organisation(request: HttpRequest, actor: Actor | None) -> str:
    """Return the token against forgery, and for whom the form is opened: another tab may come to act for somebody else."""
    token = csrf_input_lazy(request)
    if actor is None or actor.organisation is None:
        return token
    return format_html(
        '{}<input type="hidden" name="{}" value="{}">', token, ACTING, actor.organisation.public_id
    )


def _acting(request: HttpRequest) -> dict[str, Any]:
    organisation = request.actor.organisation
    several = len(getattr(request, "organisations", [])) > 1
    return {
        "person": request.actor.user.name,
        "organisation": organisation.name if organisation else "",
        "change_url": address("core:access_choose") if several else "",
        "account_url": address("core:signin_account"),
        "notices_url": address("core:notices_inbox") if organisation else "",
        "notices": how_many_wait(request.actor),
        "sign_out_url": address("account_logout"),
    }


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the links that open for this actor; the longest address that fits the page is the current one."""
    shown = [
        (words, address(name))
        for words, name, permission in LINKS
        if permission is None or (request.actor.organisation and may_anywhere(request.actor, permission))
    ]
    fitting = [
        url for _, url in shown if request.path == url or (url != "/" and request.path.startswith(url))
    ]
    current = max(fitting, key=len, default="")
    return [{"text": words, "url": url, "current": url == current} for words, url in shown]
