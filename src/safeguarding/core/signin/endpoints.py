"""
Signing in by another organisation's sign-in (OpenID Connect, authorization code with PKCE): the way there and the way back.

What we sent along is kept in the browser's session under its `state`, once: whoever comes back with another state, twice,
too late or from another provider than the one asked is not let in. Every refusal looks the same.
"""

import base64
import hashlib
import logging
import secrets
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from safeguarding.core.access.routes import public, signed_in, stepped_up
from safeguarding.core.signin import accounts, operations, providers, queries, tokens
from safeguarding.core.signin.providers import Provider
from safeguarding.core.signin.tokens import Identity, NotProven
from safeguarding.kit.refusals import Refused

WAITING = "provider_asked"  # in the session: what we sent along, by state
MOST_WAITING = 5  # tabs
LONGEST_WAY = 600  # seconds
OURSELVES = (
    "same-origin"  # Fetch Metadata Request Headers (W3C): what a browser says of the site that leads to us
)
logger = logging.getLogger("safeguarding.signin")

REFUSED = (
    "That did not sign you in. If you have never done so before, sign in with your password, and link the other sign-in"
    " under your account."
)
# To somebody who is signed in and links another sign-in to their account.
NOT_LINKED = (
    "The other sign-in was not linked, and nothing has changed. Try again; if it fails again, ask your organisation's"
    " administrator of sign-ins."
)


@require_safe
@public
def go(request: HttpRequest, key: str) -> HttpResponse:
    """
    Send the browser to a provider, when its owner presses our button or types the address.

    Another site that leads here would have the provider sign somebody in who did nothing for it.
    """
    provider = _provider(key)
    if request.headers.get("Sec-Fetch-Site", OURSELVES) not in {OURSELVES, "none"}:
        return redirect(settings.LOGIN_URL)
    return _ask(request, provider, linking=False)


@require_safe
@stepped_up
@signed_in
def link(request: HttpRequest, key: str) -> HttpResponse:
    """Send the browser to a provider, to link whoever comes back with the person who is signed in."""
    return _ask(request, _provider(key), linking=True)


@require_safe
@public
def back(request: HttpRequest, key: str) -> HttpResponse:
    """Take the browser back from a provider: sign somebody in, or link them."""
    provider = _provider(key)
    try:
        sent = _sent(request, provider)
        identity = _identity(request, provider, sent)
    except NotProven as why:
        return _refuse(request, provider, str(why))
    if sent["linking"]:
        return _link(request, provider, identity, sent)
    person = queries.person_linked(identity)
    if person is None:
        return _refuse(request, provider, "nobody-linked")
    two_factor = bool(provider.two_factor & identity.proofs)
    return accounts.enter(request, person, provider.key, two_factor=two_factor, to=sent["next"])


def _provider(key: str) -> Provider:
    found = settings.OIDC_PROVIDERS.get(key)
    if found is None:
        raise Http404
    return found


def _ask(request: HttpRequest, provider: Provider, *, linking: bool) -> HttpResponse:
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    try:
        place = providers.about(provider)["authorization_endpoint"]
    except (NotProven, KeyError) as why:
        return _refuse(request, provider, str(why))
    onward = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    kept = dict(list(request.session.get(WAITING, {}).items())[1 - MOST_WAITING :])
    request.session[WAITING] = kept | {
        state: {
            "provider": provider.key,
            "nonce": nonce,
            "verifier": verifier,
            "linking": linking and str(request.user.pk),
            "next": onward if safe else "",
            "at": timezone.now().timestamp(),
        }
    }
    told = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": _back(provider),
        "scope": provider.scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        .rstrip(b"=")
        .decode(),
        "code_challenge_method": "S256",
        **({"acr_values": provider.acr_values} if provider.acr_values else {}),
    }
    return redirect(f"{place}{'&' if '?' in place else '?'}{urlencode(told)}")


def _back(provider: Provider) -> str:
    return settings.BASE_URL + reverse("core:signin_back", args=[provider.key])


def _sent(request: HttpRequest, provider: Provider) -> dict:
    """Return what we sent along, and forget it."""
    waiting = request.session.get(WAITING, {})
    sent = waiting.pop(request.GET.get("state", ""), None)
    request.session[WAITING] = waiting
    if sent is None:
        raise NotProven("state")
    if sent["provider"] != provider.key:
        raise NotProven("another-provider")
    if timezone.now().timestamp() - sent["at"] > LONGEST_WAY:
        raise NotProven("too-late")
    # RFC 9207: a provider that names itself must be the one that we asked.
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise NotProven("another-issuer")
    if "error" in request.GET or not request.GET.get("code"):
        raise NotProven("no-code")
    return sent


def _identity(request: HttpRequest, provider: Provider, sent: dict) -> Identity:
    token = providers.exchange(provider, request.GET["code"], sent["verifier"], _back(provider))
    return tokens.identity(
        token,
        keys=lambda kid: providers.keys(provider, kid),
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=sent["nonce"],
        now=timezone.now().timestamp(),
    )


def _link(request: HttpRequest, provider: Provider, identity: Identity, sent: dict) -> HttpResponse:
    now = timezone.now()
    same = request.user.is_authenticated and str(request.user.pk) == sent["linking"]
    if not same or accounts.assurance(request) != "two-factor" or not queries.stepped_up(request, now):
        return _refuse(request, provider, "not-the-same-person")
    try:
        operations.link(
            identity=identity,
            provider=provider,
            keep=request.session.session_key,
            by=request.actor,
            at=now,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"You can now sign in with {provider.name}")
    return redirect("core:signin_account")


def _refuse(request: HttpRequest, provider: Provider, why: str) -> HttpResponse:
    """Say the same whatever was wrong; the log knows more, and names nobody."""
    logger.warning("sign-in with %s refused: %s", provider.key, why)
    signed_in = request.user.is_authenticated
    messages.error(request, NOT_LINKED if signed_in else REFUSED)
    return redirect("core:signin_account" if signed_in else "account_login")
