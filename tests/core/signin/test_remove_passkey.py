"""A passkey is taken away after proving oneself again, and never the last factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.core.signin import authenticating
from tests.core.signin.authenticating import ADD, AGAIN, CODE, CODE_AGAIN, Passkey, give_app
from tests.core.signin.test_passkeys import page


@pytest.fixture
def client(world, settings):
    """Return the browser of Dana, who has an app and a passkey, and signed in more than five minutes ago."""
    settings.DEMONSTRATION = False
    client = Client(headers={"host": "localhost"})
    client.secret, client.passkey = give_app(world.dana), Passkey()
    authenticating.sign_in_with_password(client, "dana@demo.invalid")
    client.post(CODE, {"code": authenticating.code_of(client.secret)})
    client.post(CODE_AGAIN, {"code": authenticating.recovery_codes(world.dana)[0]})
    client.post(ADD, {"name": "Key", "credential": client.passkey.create(page(client, ADD))})
    make_older(client, 301)
    return client


def make_older(client, seconds: int) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def passkeys(world):
    return Authenticator.objects.filter(user=world.dana, type="webauthn")


def address(world) -> str:
    return f"/core/signin/passkeys/{passkeys(world).get().pk}/remove/"


def test_asks_for_the_factor_again_first(client, world):
    where = address(world)

    response = client.get(where)

    assert response.headers["Location"].startswith("/account/")
    assert f"next={where.replace('/', '%2F')}" in response.headers["Location"]
    assert client.post(where).status_code == 302
    assert passkeys(world).count() == 1


def test_goes_after_the_factor_was_proved_again(client, world):
    where = address(world)
    client.post(AGAIN, {"credential": client.passkey.use(page(client, AGAIN))})

    assert client.get(where).status_code == 200
    client.post(where)

    assert passkeys(world).count() == 0
    assert client.get("/").status_code == 200


def test_the_last_factor_stays(client, world):
    client.post(AGAIN, {"credential": client.passkey.use(page(client, AGAIN))})
    Authenticator.objects.filter(user=world.dana, type="totp").delete()

    response = client.post(address(world))

    assert "Set up another one first" in response.content.decode()
    assert passkeys(world).count() == 1


def test_nobody_elses(client, world, sign_in, settings):
    settings.DEMONSTRATION = True

    assert sign_in(world.pat).get(address(world)).status_code == 404
