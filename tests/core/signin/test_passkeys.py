"""Passkeys beside the app and recovery codes: set up, asked for, refused when they are another site's or a copy."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.core.signin import authenticating
from tests.core.signin.authenticating import ADD, AGAIN, CODE, CODE_AGAIN, Passkey, give_app
from tests.core.signin.test_account import browser


@pytest.fixture(autouse=True)
def _for_real(settings):
    settings.DEMONSTRATION = False


@pytest.fixture
def client():
    return Client(headers={"host": "localhost"})


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def set_up(client, world, passkey: Passkey) -> None:
    """Set a passkey up as the first second factor, as somebody new does."""
    authenticating.sign_in_with_password(client, "dana@demo.invalid")
    client.post(ADD, {"name": "Work laptop", "credential": passkey.create(page(client, ADD))})
    assert Authenticator.objects.filter(user=world.dana, type="webauthn").count() == 1
    assert client.get("/").headers["Location"] == "/core/signin/second-factor/"
    client.get("/core/signin/second-factor/")


def test_somebody_new_chooses_between_an_app_and_a_passkey(client, world):
    authenticating.sign_in_with_password(client, "dana@demo.invalid")

    choice = page(client, "/core/signin/second-factor/")

    assert 'href="/account/codes/activate/"' in choice
    assert f'href="{ADD}"' in choice


def test_a_passkey_lets_its_owner_in_after_the_password(client, world):
    passkey = Passkey()
    set_up(client, world, passkey)

    asked = authenticating.sign_in_with_password(client, "dana@demo.invalid")
    assert asked.headers["Location"] == CODE
    assert client.get("/").status_code == 302
    client.post(CODE, {"credential": passkey.use(page(client, CODE))})

    assert client.get("/").status_code == 200


def test_recovery_codes_come_with_the_first_passkey(client, world):
    set_up(client, world, Passkey())
    authenticating.sign_in_with_password(client, "dana@demo.invalid")

    client.post(CODE, {"code": authenticating.recovery_codes(world.dana)[0]})

    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda passkey, asked: Passkey().use(asked), id="another-key"),
        pytest.param(lambda passkey, asked: _elsewhere(passkey, asked), id="another-site"),
        pytest.param(lambda passkey, asked: "{}", id="nothing-in-it"),
        pytest.param(lambda passkey, asked: "", id="nothing-at-all"),
        pytest.param(lambda passkey, asked: "not json", id="not-json"),
        pytest.param(lambda passkey, asked: passkey.create(asked), id="setting-up-is-not-using"),
    ],
)
def test_what_is_not_the_owners_passkey_is_refused(client, world, forge):
    passkey = Passkey()
    set_up(client, world, passkey)
    authenticating.sign_in_with_password(client, "dana@demo.invalid")

    refused = client.post(CODE, {"credential": forge(passkey, page(client, CODE))})

    assert refused.status_code == 200
    assert client.get("/").status_code == 302


def _elsewhere(passkey: Passkey, asked: str) -> str:
    passkey.origin, passkey.site = "https://safeguarding.example.net", "safeguarding.example.net"
    return passkey.use(asked)


def test_an_answer_cannot_be_sent_twice(client, world):
    passkey = Passkey()
    set_up(client, world, passkey)
    authenticating.sign_in_with_password(client, "dana@demo.invalid")
    answer = passkey.use(page(client, CODE))
    client.post(CODE, {"credential": answer})
    client.post("/account/logout/")
    authenticating.sign_in_with_password(client, "dana@demo.invalid")
    client.get(CODE)

    client.post(CODE, {"credential": answer})

    assert client.get("/").status_code == 302


def signed_in_with_app(client, world) -> str:
    secret = give_app(world.dana)
    authenticating.sign_in_with_password(client, "dana@demo.invalid")
    client.post(CODE, {"code": authenticating.code_of(secret)})
    assert client.get("/").status_code == 200
    return secret


def test_a_second_passkey_asks_for_the_factor_again_and_never_for_the_password_alone(client, world):
    signed_in_with_app(client, world)

    asked = client.get(ADD)
    assert asked.headers["Location"].startswith("/account/")
    with_password = client.post("/account/reauthenticate/", {"password": authenticating.PASSWORD})

    assert with_password.headers["Location"].startswith(CODE_AGAIN)
    assert client.get(ADD).status_code == 302


def test_a_new_passkey_ends_the_other_sessions_and_stands_in_the_audit(client, world, mailoutbox):
    elsewhere = browser(world.dana)
    set_up(client, world, Passkey())

    assert not elsewhere.session.exists(elsewhere.cookies["safeguarding"].value)


def test_a_passkey_steps_up_too(client, world):
    passkey = Passkey()
    set_up(client, world, passkey)
    authenticating.sign_in_with_password(client, "dana@demo.invalid")
    client.post(CODE, {"credential": passkey.use(page(client, CODE))})

    client.post(AGAIN, {"credential": passkey.use(page(client, AGAIN))})

    assert client.get(ADD).status_code == 200


def test_recovery_codes_are_shown_at_once_and_let_nobody_in_by_themselves(client, world):
    authenticating.sign_in_with_password(client, "dana@demo.invalid")

    answer = client.post(ADD, {"name": "Key", "credential": Passkey().create(page(client, ADD))}, follow=True)

    assert authenticating.recovery_codes(world.dana)[0] in answer.content.decode()
    assert "The passkey is set up" in answer.content.decode()
    assert client.get("/").headers["Location"] == "/core/signin/second-factor/"
