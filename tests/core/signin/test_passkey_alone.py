"""A passkey alone signs its owner in, when the device made sure that it is them: possession and a finger, face or PIN."""

import re

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.utils import timezone
from fido2.utils import websafe_encode
from fido2.webauthn import AuthenticatorData

from safeguarding.core.access import operations
from safeguarding.core.signin.models import SignInTry
from tests.core.notices.helping import run_what_waits
from tests.core.signin import authenticating
from tests.core.signin.authenticating import CODE, Passkey
from tests.core.signin.test_passkeys import page, set_up

ALONE = "/account/passkeys/sign-in/"
PRESENT_ONLY = AuthenticatorData.FLAG.UP


@pytest.fixture(autouse=True)
def _for_real(settings):
    settings.DEMONSTRATION = False


@pytest.fixture
def passkey(world):
    """Return a passkey that Dana has set up."""
    made, client = Passkey(), Client(headers={"host": "localhost"})
    set_up(client, world, made)
    return made


@pytest.fixture
def client():
    return Client(headers={"host": "localhost"})


def asked(client) -> str:
    """Return what the sign-in page is told when the button is pressed, as a page would hold it."""
    answer = client.get(ALONE, headers={"accept": "application/json"}).json()
    challenge = answer["request_options"]["publicKey"]["challenge"]
    return f'data-options="{{&quot;publicKey&quot;: {{&quot;challenge&quot;: &quot;{challenge}&quot;}}}}"'


def owner(person) -> str:
    """Return by what a passkey names its owner, as the library gave it."""
    return websafe_encode(user_pk_to_url_str(person).encode())


def test_it_signs_its_owner_in_without_an_address_or_a_password(client, world, passkey):
    client.post(ALONE, {"credential": passkey.use(asked(client), owner=owner(world.dana))})

    assert client.get("/").status_code == 200
    assert client.get("/core/signin/account/").status_code == 200
    run_what_waits()
    world.actor("dana")
    # The other one is that with the password, when the passkey was set up.
    assert SignInTry.objects.filter(user=world.dana, outcome="IN").count() == 2


def test_the_device_must_have_made_sure_that_it_is_them(client, world, passkey):
    given = passkey.use(asked(client), owner=owner(world.dana), flags=PRESENT_ONLY)

    answer = client.post(ALONE, {"credential": given}, follow=True)

    assert client.get("/").status_code == 302
    assert "not accepted" in answer.content.decode()


def test_nor_does_a_challenge_help_that_was_asked_for_as_a_second_factor(client, world, passkey):
    """Pat's own second step asks for presence alone; a found key of Dana's must not come in by that challenge."""
    other, mine = Passkey(), Client(headers={"host": "localhost"})
    other.id = b"another-passkey"
    authenticating.sign_in_with_password(mine, "pat@demo.invalid")
    mine.post(
        "/account/passkeys/add/",
        {"name": "Mine", "credential": other.create(page(mine, "/account/passkeys/add/"))},
    )
    mine.get("/")
    mine.get("/core/signin/second-factor/")
    authenticating.sign_in_with_password(mine, "pat@demo.invalid")
    challenge = page(mine, CODE)

    mine.post(ALONE, {"credential": passkey.use(challenge, owner=owner(world.dana), flags=PRESENT_ONLY)})

    assert mine.get("/core/signin/account/").status_code == 302


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(
            lambda world, made, said: Passkey().use(said, owner=owner(world.dana)), id="another-key"
        ),
        pytest.param(lambda world, made, said: made.use(said, owner=owner(world.pat)), id="another-person"),
        pytest.param(lambda world, made, said: made.use(said), id="nobody-named"),
        pytest.param(lambda world, made, said: "{}", id="nothing-in-it"),
        pytest.param(lambda world, made, said: "not json", id="not-json"),
    ],
)
def test_what_is_not_the_owners_passkey_is_refused(client, world, passkey, forge):
    client.post(ALONE, {"credential": forge(world, passkey, asked(client))})

    assert client.get("/").status_code == 302


def test_an_answer_is_taken_once(client, world, passkey):
    given = passkey.use(asked(client), owner=owner(world.dana))
    client.post(ALONE, {"credential": given})
    thief = Client(headers={"host": "localhost"})

    thief.post(ALONE, {"credential": given})

    assert thief.get("/").status_code == 302


def test_a_leaver_does_not_come_in(client, world, passkey):
    operations.close_account(user=world.dana, by=world.actor("una"), at=timezone.now())

    client.post(ALONE, {"credential": passkey.use(asked(client), owner=owner(world.dana))})

    assert client.get("/").status_code == 302


def test_the_sign_in_page_offers_it_without_asking_who_one_is(client, world):
    shown = page(client, "/account/login/")

    assert ALONE in shown
    assert re.search(r"<button[^>]*>Use my passkey</button>", shown)
    assert "data-options=" not in shown
