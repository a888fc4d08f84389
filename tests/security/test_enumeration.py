"""Nobody learns by signing in, or by asking for a new password, whether an address has an account."""

import re
import statistics
import time

import pytest
from django.test import Client

from safeguarding.core.access.models import RoleHolding

KNOWN, UNKNOWN = "dana@demo.invalid", "nina@demo.invalid"
VARIES = re.compile(rb'nonce="[^"]*"|value="[A-Za-z0-9]{64}"|content="[A-Za-z0-9]{64}"|value="[0-9a-f-]{36}"')


def answer(address: str, name: str, email: str):
    client = Client()
    given = {name: email} | ({"password": "wrong password entirely"} if name == "login" else {})
    response = client.post(address, given)
    return (
        response.status_code,
        response.headers.get("Location"),
        VARIES.sub(b"", response.content).replace(email.encode(), b""),
    )


@pytest.mark.parametrize(
    ("address", "name"), [("/account/login/", "login"), ("/account/password/reset/", "email")]
)
def test_a_known_and_an_unknown_address_get_the_same_bytes(world, address, name):
    assert answer(address, name, KNOWN) == answer(address, name, UNKNOWN)


def test_a_wrong_password_takes_as_long_for_an_unknown_address(world, settings, record_property):
    """Both hash a password once; what is left is less than the password's own time, and under ten milliseconds."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    times = {KNOWN: [], UNKNOWN: []}
    for _ in range(12):
        for email, taken in times.items():
            before = time.process_time()
            answer("/account/login/", "login", email)
            taken.append(time.process_time() - before)
    apart = abs(statistics.median(times[KNOWN]) - statistics.median(times[UNKNOWN])) * 1000
    record_property("figure", f"the same bytes, {apart:.1f} ms apart")

    assert apart < 10


def test_an_unknown_address_costs_a_hash_as_well(world, monkeypatch):
    from django.contrib.auth import hashers

    hashed = []
    make = hashers.make_password
    monkeypatch.setattr(
        "django.contrib.auth.base_user.make_password", lambda *a, **k: hashed.append(1) or make(*a, **k)
    )
    answer("/account/login/", "login", UNKNOWN)

    assert hashed


def test_an_invitation_says_nothing_of_another_organisations_people(sign_in, world):
    """Inviting somebody who has an account elsewhere answers as for somebody new."""
    pages = []
    for email in ("olga@demo.invalid", "new@demo.invalid"):
        client = sign_in(world.una)
        response = client.post(
            "/core/access/people/invite/", {"email": email, "name": "Somebody", "role": "R08"}
        )
        pages.append((response.status_code, response.headers.get("Location")))

    assert pages[0] == pages[1]
    assert not RoleHolding.objects.filter(role="R99").exists()
