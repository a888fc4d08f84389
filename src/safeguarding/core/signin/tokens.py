"""
Whether a token of OpenID Connect proves who somebody is. Nothing here reads a table, a request or a setting.

The rules are those of OpenID Connect Core 1.0, section 3.1.3.7, without its leave to skip the signature of a token that
came straight from the provider, and of RFC 8725 (best practice for JSON Web Tokens).
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

# By public keys alone: "none" and the HS family would let whoever knows a public key sign for the provider.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
SECONDS_OF_SLACK = 60  # two clocks
OLDEST = 600  # seconds since a token was made
LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2
LARGEST = 16 * 1024
KINDS = {None, "jwt"}  # of an identity token; "at+jwt" and "logout+jwt" are others (RFC 9068)


class NotProven(Exception):
    """The provider did not prove who this is; the word says why, for the log and never for the page."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is at a provider: the pair that never changes, and how they proved it there."""

    issuer: str
    subject: str
    proofs: frozenset[str]


def kid_of(token: str) -> str | None:
    """
    Return the name of the key with which a token says that it is signed.

    :raises NotProven: if it is no token of the kind that says who somebody is.
    """
    try:
        head = jwt.get_unverified_header(token) if len(token) <= LARGEST else {}
    except jwt.PyJWTError:
        raise NotProven("not-a-token") from None
    if head.get("alg") not in ALGORITHMS:
        raise NotProven("algorithm")
    if {"crit", "jwk", "jku", "x5u"} & head.keys():
        raise NotProven("header")
    kind = head.get("typ")
    if not (kind is None or isinstance(kind, str)) or (kind and kind.lower()) not in KINDS:
        raise NotProven("kind-of-token")
    return head.get("kid")


def identity(
    token: str,
    *,
    keys: Callable[[str | None], Sequence[jwt.PyJWK]],
    issuer: str,
    client_id: str,
    nonce: str,
    now: float,
) -> Identity:
    """
    Return who a token proves somebody to be.

    :param keys: the provider's signing keys, given the name that the token asks for.
    :raises NotProven: if anything about it is not as it must be.
    """
    claims = _claims(token, _key(token, keys), issuer, client_id)
    faults = {
        "azp": claims.get("azp", client_id) != client_id,
        "azp-missing": isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims,
        "nonce": not _same(claims.get("nonce"), nonce),
        "too-old": now - claims["iat"] > OLDEST,
        "logout-token": "events" in claims,
        "subject": not _is_subject(claims["sub"]),
    }
    for why, holds in faults.items():
        if holds:
            raise NotProven(why)
    return Identity(issuer, claims["sub"], _proofs(claims))


def _key(token: str, keys: Callable[[str | None], Sequence[jwt.PyJWK]]) -> jwt.PyJWK:
    """Return the one key that may have signed; a token that names none needs a provider with one key."""
    kid = kid_of(token)
    fitting = [key for key in keys(kid) if kid is None or key.key_id == kid]
    if len(fitting) != 1:
        raise NotProven("key")
    return fitting[0]


def _claims(token: str, key: jwt.PyJWK, issuer: str, client_id: str) -> dict[str, Any]:
    try:
        claims = jwt.decode(
            token,
            key.key,
            algorithms=[name for name in ALGORITHMS if _fits(name, key)],
            audience=client_id,
            issuer=issuer,
            leeway=SECONDS_OF_SLACK,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as why:
        raise NotProven(type(why).__name__) from None
    if not isinstance(claims["iat"], int | float):
        raise NotProven("iat")
    return claims


def _fits(algorithm: str, key: jwt.PyJWK) -> bool:
    """Test whether an algorithm is one for this sort of key."""
    return algorithm.startswith({"RSA": ("RS", "PS"), "EC": ("ES",), "OKP": ("Ed",)}[key.key_type])


def _same(one: object, other: str) -> bool:
    return isinstance(one, str) and bool(other) and hmac.compare_digest(one.encode(), other.encode())


def _is_subject(value: object) -> bool:
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_SUBJECT


def _proofs(claims: dict[str, Any]) -> frozenset[str]:
    methods = claims.get("amr")
    said = [claims.get("acr"), *(methods if isinstance(methods, list) else [])]
    return frozenset(word for word in said if isinstance(word, str) and word)
