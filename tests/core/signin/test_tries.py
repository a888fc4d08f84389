"""Guessing: an unknown address answers as a known one, byte for byte and for the same work, and tries run out."""

import re
import time

import pytest
import time_machine
from django.contrib.auth.hashers import BasePasswordHasher, get_hasher
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safeguarding.core.signin.models import Tries
from tests.core.notices.helping import run_what_waits

SIGN_IN, RECOVER = "/account/login/", "/account/password/reset/"
KNOWN, UNKNOWN = "dana@demo.invalid", "dina@demo.invalid"
DIFFERS = re.compile(r'(name="(?:csrfmiddlewaretoken|form_key)" value=|nonce=)"[^"]+"')


@pytest.fixture(autouse=True)
def _slow_hasher(settings):
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[:1]


def bytes_of(response) -> tuple[int, str, str]:
    body = DIFFERS.sub("", response.content.decode()).replace(KNOWN, "-").replace(UNKNOWN, "-")
    return response.status_code, response.headers.get("Location", ""), body


def answers(address, field, **more):
    """Return what a known and an unknown address are answered, each in a browser of its own, with what it cost."""
    found = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            response = client.post(address, {field: email, **more})
        found.append((bytes_of(response), len(asked)))
    return found


@pytest.fixture
def hashed(monkeypatch):
    """Count the passwords that are hashed."""
    counted, hasher = [], type(get_hasher("md5"))
    assert issubclass(hasher, BasePasswordHasher)
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *given: counted.append(1) or encode(*given))
    return counted


def test_a_wrong_password_answers_alike_whether_the_address_is_known(world, hashed):
    (known, cost), (unknown, cost_of_unknown) = answers(SIGN_IN, "login", password="wrong entirely")

    assert known == unknown
    assert cost == cost_of_unknown
    assert len(hashed) == 2  # one each: the time is the hasher's


def test_somebody_without_a_password_answers_alike(world, hashed):
    dana = world.dana
    dana.set_unusable_password()
    dana.save(update_fields=["password"])
    hashed.clear()

    known, unknown = answers(SIGN_IN, "login", password="wrong entirely")

    assert known == unknown
    assert len(hashed) == 2


def test_recovery_answers_alike_and_writes_to_nobody_unknown(world):
    known, unknown = answers(RECOVER, "email")

    assert known == unknown
    run_what_waits()
    assert [email.to for email in mail.outbox] == [[KNOWN]]


def test_the_link_of_recovery_holds_nothing_but_itself(world):
    Client().post(RECOVER, {"email": KNOWN})
    run_what_waits()

    (email,) = mail.outbox
    assert "Dana" not in email.body + email.subject
    assert "Wyvern" not in email.body + email.subject


def wrong(client, email: str) -> str:
    return client.post(SIGN_IN, {"login": email, "password": "wrong entirely"}).content.decode()


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_five_wrong_passwords_close_an_account_for_five_minutes_from_everywhere(world, email):
    for _ in range(5):
        assert "too many wrong tries" not in wrong(Client(), email)

    assert "too many wrong tries" in wrong(Client(REMOTE_ADDR="203.0.113.9"), email)
    right = Client().post(SIGN_IN, {"login": email, "password": "demonstration"})
    assert right.status_code == 200
    with time_machine.travel(time.time() + 301):
        assert "too many wrong tries" not in wrong(Client(), email)


def test_recovery_runs_out_too(world):
    statuses = [Client().post(RECOVER, {"email": KNOWN}).status_code for _ in range(4)]
    run_what_waits()

    assert statuses[:3] == [302, 302, 302]
    assert len(mail.outbox) == 3


def test_one_place_runs_out_with_a_page_that_says_so(world):
    client = Client(REMOTE_ADDR="203.0.113.9")

    answer = [client.post(SIGN_IN, {"login": f"a{n}@b.example", "password": "x"}) for n in range(61)][-1]

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "300"
    assert "Wait five minutes" in answer.content.decode()
    assert Client().get(SIGN_IN).status_code == 200


def test_codes_run_out(world, settings):
    from tests.core.signin.authenticating import CODE, give_app, recovery_codes, sign_in_with_password

    settings.DEMONSTRATION = False
    give_app(world.dana)
    client = Client()
    sign_in_with_password(client, KNOWN)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})

    client.post(CODE, {"code": recovery_codes(world.dana)[0]})

    assert client.get("/").status_code == 302


def test_invitations_run_out(world, sign_in, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invite": "2/h/user"}
    client = sign_in(world.una)
    asked = {"name": "N", "role": "R03", "starts_on": "2026-01-01"}

    pages = [
        client.post("/core/access/people/invite/", asked | {"email": f"n{n}@wyvern.example"})
        for n in range(3)
    ]

    assert [page.status_code for page in pages] == [302, 302, 200]
    assert "Wait a little" in pages[-1].content.decode()


def test_what_is_counted_is_kept_for_a_day_at_most_and_never_pickled(db):
    cache.set("a", [1.5], timeout=None)

    assert cache.get("a") == [1.5]
    assert (Tries.objects.get(key__endswith="a").ends.timestamp() - time.time()) < 24 * 3600 + 5
    with pytest.raises(TypeError):
        cache.set("b", object())


def test_of_two_at_once_one_comes_second(db):
    assert cache.add("lock", True, timeout=10)
    assert not cache.add("lock", True, timeout=10)
    cache.delete("lock")
    assert cache.add("lock", True, timeout=10)
    cache.clear()
    assert cache.get("lock") is None


def test_what_ran_out_is_put_away(db):
    cache.set("old", 1, timeout=-1)

    assert cache.get("old") is None
    assert cache.add("old", 2, timeout=10)
    assert cache.get("old") == 2
