"""Codes of the app and of the list: once, for a while, by our clock, and not to be guessed (OWASP ASVS 5.0, V6.5 and V6.7)."""

import random
import time
from base64 import urlsafe_b64decode
from html import unescape
from json import loads
from re import search

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.test import Client

from tests.core.signin.authenticating import (
    ADD,
    CODE,
    CODE_AGAIN,
    code_of,
    give_app,
    recovery_codes,
    sign_in_with_password,
)
from tests.core.signin.provider import is_in


@pytest.fixture(autouse=True)
def _for_real(settings):
    settings.DEMONSTRATION = False


@pytest.fixture
def minute():
    """Return a moment, long enough ago for the database's clock, at which a code of the app had just begun."""
    return ((time.time() - 45) // 30) * 30 + 1


def browser_with(code: str, **headers) -> Client:
    """Return a browser after the password and a code."""
    client = Client()
    sign_in_with_password(client, "dana@demo.invalid")
    client.post(CODE, {"code": code}, headers=headers)
    return client


@pytest.mark.parametrize("later", [0, 20, 45])
def test_a_code_of_the_app_lets_in_once_for_as_long_as_it_holds(world, minute, later):
    secret = give_app(world.dana)
    with time_machine.travel(minute):
        code = code_of(secret)
        assert is_in(browser_with(code))

    with time_machine.travel(minute + later):
        assert not is_in(browser_with(f"{code[:3]} {code[3:]}"))


def test_nor_does_it_prove_oneself_again(world, minute):
    secret = give_app(world.dana)
    with time_machine.travel(minute):
        code = code_of(secret)
        client = browser_with(code)
    with time_machine.travel(minute + 45):
        refused = client.post(CODE_AGAIN, {"code": code})
        taken = client.post(CODE_AGAIN, {"code": code_of(secret)})

    assert (refused.status_code, taken.status_code) == (200, 302)


def test_a_code_of_the_list_lets_in_once(world):
    give_app(world.dana)
    code = recovery_codes(world.dana)[0]

    assert is_in(browser_with(code))
    assert not is_in(browser_with(code))


def test_a_code_is_looked_at_by_our_clock(world, minute):
    secret = give_app(world.dana)
    with time_machine.travel(minute + 3600):
        code = code_of(secret)
    with time_machine.travel(minute):
        assert not is_in(browser_with(code, date="Sun, 22 Nov 2099 12:00:00 GMT"))


def test_no_secret_follows_from_the_one_before():
    """Python's `random` gives the same again when it is begun alike; what only the machine knows does not."""
    made = []
    for _ in range(2):
        random.seed(1)
        made.append((generate_totp_secret(), RecoveryCodes.generate_seed()))

    assert made[0][0] != made[1][0]
    assert made[0][1] != made[1][1]


def test_a_code_of_the_list_is_one_of_a_hundred_million(world):
    give_app(world.dana)
    codes = recovery_codes(world.dana)

    assert all(len(code) == 8 and code.isdigit() for code in codes)
    assert len(set(codes)) == len(codes) == 10


def test_what_a_passkey_signs_is_new_each_time_and_long(world):
    client = Client(headers={"host": "localhost"})
    sign_in_with_password(client, "dana@demo.invalid")
    asked = [search(r'data-options="([^"]+)"', client.get(ADD).content.decode())[1] for _ in range(2)]
    signed = [loads(unescape(one))["publicKey"]["challenge"] for one in asked]

    assert signed[0] != signed[1]
    assert all(len(urlsafe_b64decode(one + "==")) >= 16 for one in signed)
