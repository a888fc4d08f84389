"""Other organisations' sign-in by OpenID Connect, as an operator names them: Entra ID, NHS CIS2 and their like."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from django.conf import settings

from safeguarding.core.signin.tokens import NotProven

SECONDS = 5  # that a provider may take to answer
LARGEST = 256 * 1024  # bytes of an answer
SECONDS_KEPT = 600  # what a provider says about itself
SHORTEST_RSA = 2048  # bits; RFC 7518, sections 3.3 and 3.5
ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Provider:
    """
    One provider.

    :param two_factor: words of the token's `acr` or `amr` by which it says that a second factor was used there.
    :param acr_values: what we ask for, such as "AAL2_OR_AAL3_ANY" of NHS CIS2.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid"
    two_factor: frozenset[str] = frozenset()
    acr_values: str = ""


def from_environment(given: Mapping[str, str]) -> dict[str, Provider]:
    """
    Return the providers named in `SAFEGUARDING_OIDC`, each by its own settings.

    :raises KeyError: naming the setting that is missing.
    """
    keys = [key.strip() for key in given.get("SAFEGUARDING_OIDC", "").split(",") if key.strip()]
    return {key: _one(key, f"SAFEGUARDING_OIDC_{key.upper().replace('-', '_')}", given) for key in keys}


def _one(key: str, prefix: str, given: Mapping[str, str]) -> Provider:
    return Provider(
        key=key,
        name=given[f"{prefix}_NAME"],
        issuer=given[f"{prefix}_ISSUER"],
        client_id=given[f"{prefix}_CLIENT_ID"],
        client_secret=given[f"{prefix}_CLIENT_SECRET"],
        scope=given.get(f"{prefix}_SCOPE", "openid"),
        two_factor=frozenset(given.get(f"{prefix}_TWO_FACTOR", "").split()),
        acr_values=given.get(f"{prefix}_ACR_VALUES", ""),
    )


def every() -> list[Provider]:
    """Return the providers of this deployment in the operator's order."""
    return list(settings.OIDC_PROVIDERS.values())


_KEPT: dict[str, tuple[float, dict[str, Any]]] = {}


def about(provider: Provider) -> dict[str, Any]:
    """
    Return what a provider says about itself, kept for ten minutes.

    :raises NotProven: if it does not answer, or says that it is somebody else.
    """
    found = _kept(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise NotProven("issuer-of-the-provider")
    return found


def keys(provider: Provider, kid: str | None) -> list[jwt.PyJWK]:
    """Return a provider's signing keys; a name that we do not know yet is asked for once more."""
    address = about(provider)["jwks_uri"]
    found = _signing(_kept(address))
    if kid is not None and kid not in {key.key_id for key in found}:
        _KEPT.pop(address, None)
        found = _signing(_kept(address))
    return found


def _signing(answer: dict[str, Any]) -> list[jwt.PyJWK]:
    usable = [
        key
        for key in answer.get("keys", [])
        if key.get("use", "sig") == "sig" and key.get("kty") in {"RSA", "EC", "OKP"}
    ]
    try:
        return [found for key in usable if _is_strong(found := jwt.PyJWK(key))]
    except jwt.PyJWTError:
        raise NotProven("keys-of-the-provider") from None


def _is_strong(key: jwt.PyJWK) -> bool:
    """Test whether a key is long enough; a shorter one can be worked out, and then anybody signs for the provider."""
    return key.key_type != "RSA" or key.key.key_size >= SHORTEST_RSA


def exchange(provider: Provider, code: str, verifier: str, back: str) -> str:
    """
    Give a provider the code that the browser brought, and return the token that says who it is.

    :raises NotProven: if the provider refuses the code or answers something else.
    """
    told = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": back,
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
    }
    token = _ask("POST", about(provider)["token_endpoint"], told).get("id_token")
    if not isinstance(token, str):
        raise NotProven("token-missing")
    return token


def _kept(address: str) -> dict[str, Any]:
    until, found = _KEPT.get(address, (0.0, {}))
    if until < time.monotonic():
        found = _ask("GET", address)
        _KEPT[address] = (time.monotonic() + SECONDS_KEPT, found)
    return found


def _ask(method: str, address: str, told: dict[str, str] | None = None) -> dict[str, Any]:
    """Ask an address of a provider; it is reached by TLS, follows no redirect, and is short."""
    place = urlsplit(address)
    if place.scheme != "https" and place.hostname not in ON_THIS_MACHINE:
        raise NotProven("address-without-tls")
    try:
        with requests.request(
            method, address, data=told, timeout=SECONDS, allow_redirects=False, stream=True
        ) as answer:
            body = answer.raw.read(LARGEST + 1, decode_content=True)
            if answer.status_code != 200 or len(body) > LARGEST:
                raise NotProven("answer-of-the-provider")
            found = json.loads(body)
    except (requests.RequestException, ValueError):
        raise NotProven("answer-of-the-provider") from None
    if not isinstance(found, dict):
        raise NotProven("answer-of-the-provider")
    return found
