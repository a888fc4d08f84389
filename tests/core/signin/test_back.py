"""
Coming back from another organisation's sign-in: thirty and more forged tokens and forged ways back, each refused.

Each case has an id. A token that is honest in everything else is let in, so a refusal is due to the one thing forged.
"""

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.core.signin.authenticating import CODE, code_of, give_app
from tests.core.signin.provider import BACK, CLIENT, CURVE, GO, KEY, STRANGERS, come_back, is_in, link


def test_a_linked_person_comes_in_with_the_factor_of_their_own_organisation(client, linked):
    come_back(client, linked)

    assert "NHS Wyvern Integrated Care Board" in client.get("/").content.decode()


def test_the_way_there_proves_itself_on_the_way_back(client, linked):
    address = client.get(GO).headers["Location"]

    for word in ("response_type=code", "code_challenge_method=S256", "nonce=", "state=", "scope=openid"):
        assert word in address
    assert "client_secret" not in address


def part(data: dict) -> str:
    return urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()


def unsigned(provider, nonce, algorithm="none"):
    return f"{part({'alg': algorithm, 'kid': 'one'})}.{part(provider.claims(nonce))}."


def by_public_key(provider, nonce, algorithm="HS256"):
    """Sign with the public key as if it were a shared secret (RFC 8725, 2.1)."""
    told = f"{part({'alg': algorithm, 'kid': 'one', 'typ': 'JWT'})}.{part(provider.claims(nonce))}"
    secret = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    made = hmac.new(secret, told.encode(), {"HS256": hashlib.sha256, "HS512": hashlib.sha512}[algorithm])
    return f"{told}.{urlsafe_b64encode(made.digest()).rstrip(b'=').decode()}"


def claiming(**changed):
    return lambda provider, nonce: provider.signed(provider.claims(nonce, **changed))


def heading(**head):
    return lambda provider, nonce: provider.signed(provider.claims(nonce), **head)


def shifted(name: str, seconds: float):
    return lambda provider, nonce: provider.signed(provider.claims(nonce, **{name: time.time() + seconds}))


def altered(provider, nonce):
    """Change who it is after it was signed."""
    head, _, signature = provider.honest(nonce).split(".")
    return f"{head}.{part(provider.claims(nonce, sub='subject-2'))}.{signature}"


FORGED = {
    "alg-none": unsigned,
    "alg-None": lambda p, n: unsigned(p, n, "None"),
    "alg-NONE": lambda p, n: unsigned(p, n, "NONE"),
    "alg-missing": lambda p, n: f"{part({'kid': 'one'})}.{part(p.claims(n))}.",
    "alg-hs256-with-the-public-key": by_public_key,
    "alg-hs512-with-the-public-key": lambda p, n: by_public_key(p, n, "HS512"),
    "alg-hs256-with-the-client-secret": lambda p, n: p.signed(p.claims(n), "only-for-this-test" * 2, "HS256"),
    "alg-of-another-family": lambda p, n: p.signed(p.claims(n), CURVE, "ES256"),
    "key-of-a-stranger": lambda p, n: p.signed(p.claims(n), STRANGERS),
    "key-unknown": heading(kid="two"),
    "key-empty": heading(kid=""),
    "key-in-the-token": lambda p, n: p.signed(p.claims(n), STRANGERS, jwk=p._public(STRANGERS, "one")),
    "key-fetched-from-elsewhere": lambda p, n: p.signed(
        p.claims(n), STRANGERS, jku="https://evil.example/keys"
    ),
    "header-critical": heading(crit=["b64"]),
    "kind-access-token": heading(typ="at+jwt"),
    "kind-logout-token": heading(typ="logout+jwt"),
    "signature-missing": lambda p, n: p.honest(n).rpartition(".")[0] + ".",
    "signature-of-another-token": lambda p, n: (
        p.honest(n).rpartition(".")[0] + "." + p.honest("x").rpartition(".")[2]
    ),
    "altered-after-signing": altered,
    "issuer-another": claiming(iss="https://login.example.net"),
    "issuer-with-a-slash-more": lambda p, n: p.signed(p.claims(n, iss=p.issuer + "/")),
    "issuer-missing": claiming(iss=...),
    "audience-another": claiming(aud="another-product"),
    "audience-missing": claiming(aud=...),
    "audience-several-and-no-azp": claiming(aud=[CLIENT, "another-product"]),
    "azp-another": claiming(azp="another-product"),
    "azp-another-among-several": claiming(aud=[CLIENT, "another-product"], azp="another-product"),
    "nonce-another": claiming(nonce="another"),
    "nonce-missing": claiming(nonce=...),
    "nonce-empty": claiming(nonce=""),
    "nonce-not-a-text": claiming(nonce=1),
    "expired": shifted("exp", -61),
    "expiry-missing": claiming(exp=...),
    "not-yet": shifted("nbf", 120),
    "made-in-the-future": shifted("iat", 120),
    "made-long-ago": shifted("iat", -601),
    "made-at-no-time": claiming(iat=...),
    "made-at-a-word": claiming(iat="yesterday"),
    "subject-missing": claiming(sub=...),
    "subject-empty": claiming(sub=""),
    "subject-blank": claiming(sub="  "),
    "subject-a-number": claiming(sub=1),
    "subject-too-long": claiming(sub="s" * 256),
    "subject-not-linked": claiming(sub="subject-2"),
    "subject-is-the-email": claiming(sub="dana@demo.invalid"),
    "logout-in-disguise": claiming(events={"http://schemas.openid.net/event/backchannel-logout": {}}),
    "not-a-token": lambda p, n: "not a token",
    "too-long-a-token": claiming(filler="x" * 20_000),
    "nothing": lambda p, n: None,
}


# Tokens that say nothing wrong of somebody whom nobody linked.
OF_NOBODY = {"subject-not-linked", "subject-is-the-email"}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_lets_nobody_in(client, linked, caplog, name):
    linked.token = lambda nonce: FORGED[name](linked, nonce)

    response = come_back(client, linked)

    assert response.headers["Location"] == "/account/login/"
    assert not is_in(client)
    # The token itself was refused: the provider did answer, and it was not for want of a link alone.
    [why] = [each.partition(" refused: ")[2] for each in caplog.messages if " refused: " in each]
    assert why != "answer-of-the-provider"
    assert (why == "nobody-linked") is (name in OF_NOBODY)


def test_there_are_thirty_forged_tokens_and_more():
    assert len(FORGED) >= 30


WAYS = {
    "state-missing": {"state": ""},
    "state-another": {"state": "another"},
    "code-missing": {"code": ""},
    "code-unknown": {"code": "another"},
    "issuer-of-a-mix-up": {"iss": "https://login.example.net"},
    "error": {"error": "access_denied"},
}


@pytest.mark.parametrize("changed", WAYS.values(), ids=WAYS.keys())
def test_a_forged_way_back_lets_nobody_in(client, linked, changed):
    come_back(client, linked, **changed)

    assert not is_in(client)


def test_a_state_is_good_for_once(client, linked):
    code, state = linked.code_for(client.get(GO).headers["Location"])
    client.get(BACK, {"code": code, "state": state})
    client.post("/account/logout/")
    linked.codes["again"] = {"nonce": "x", "code_challenge": "x"}

    client.get(BACK, {"code": "again", "state": state})

    assert not is_in(client)


def test_a_state_is_used_up_by_a_way_back_that_failed(client, linked):
    code, state = linked.code_for(client.get(GO).headers["Location"])
    client.get(BACK, {"code": "of-nobody", "state": state})

    client.get(BACK, {"code": code, "state": state})

    assert not is_in(client)


def test_a_code_is_good_for_once(client, linked):
    code, state = linked.code_for(client.get(GO).headers["Location"])
    client.get(BACK, {"code": code, "state": state})
    client.post("/account/logout/")

    come_back(client, linked, code=code)

    assert not is_in(client)


def test_a_state_belongs_to_the_browser_that_went(client, linked, django_user_model):
    code, state = linked.code_for(client.get(GO).headers["Location"])
    client.logout()

    client.get(BACK, {"code": code, "state": state})

    assert not is_in(client)


def test_a_state_belongs_to_the_provider_that_was_asked(client, linked, settings):
    settings.OIDC_PROVIDERS["other"] = linked.as_provider(key="other")
    code, state = linked.code_for(client.get(GO).headers["Location"])

    client.get("/core/signin/back/other/", {"code": code, "state": state})

    assert not is_in(client)


def test_whoever_takes_longer_than_ten_minutes_starts_again(client, linked):
    code, state = linked.code_for(client.get(GO).headers["Location"])

    with time_machine.travel(time.time() + 601):
        client.get(BACK, {"code": code, "state": state})
        assert not is_in(client)


def test_the_same_email_address_links_nobody(client, world, provider):
    come_back(client, provider)

    assert not is_in(client)


def test_a_closed_account_stays_closed_whatever_the_provider_says(client, world, linked):
    dana = world.dana
    dana.is_active = False
    dana.save(update_fields=["is_active"])

    come_back(client, linked)

    assert not is_in(client)


def test_without_the_providers_word_for_it_a_second_factor_is_asked_for_here(client, world, linked):
    secret = give_app(world.dana)
    linked.token = lambda nonce: linked.signed(linked.claims(nonce, amr=["pwd"], acr="mfa-not"))

    assert come_back(client, linked).headers["Location"] == CODE
    assert not is_in(client)
    client.post(CODE, {"code": code_of(secret)})

    assert is_in(client)


def test_without_any_second_factor_one_is_set_up_first(client, linked):
    linked.token = lambda nonce: linked.signed(linked.claims(nonce, amr=...))

    come_back(client, linked)

    assert client.get("/").headers["Location"] == "/core/signin/second-factor/"


FAULTS = {
    "keys-gone": {"/keys": (500, {})},
    "keys-none": {"/keys": (200, {"keys": []})},
    "keys-shared-secret": {"/keys": (200, {"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "one"}]})},
    "keys-broken": {"/keys": (200, {"keys": [{"kty": "RSA", "kid": "one"}]})},
    "token-refused": {"/token": (400, {"error": "invalid_grant"})},
    "token-elsewhere": {"/token": (302, {"Location": "http://127.0.0.1:1/"})},
    "token-not-an-object": {"/token": (200, [])},
}


@pytest.mark.parametrize("answers", FAULTS.values(), ids=FAULTS.keys())
def test_a_provider_at_fault_lets_nobody_in_and_breaks_nothing(client, linked, answers):
    linked.answers = answers

    assert come_back(client, linked).status_code == 302
    assert not is_in(client)


def test_a_provider_that_says_it_is_another_is_not_asked(client, linked):
    linked.answers = {"/.well-known/openid-configuration": (200, {"issuer": "https://login.example.net"})}

    assert client.get(GO).headers["Location"] == "/account/login/"


def test_a_new_key_is_asked_for_once(client, linked):
    come_back(client, linked)
    client.post("/account/logout/")
    linked.keys = [linked._public(STRANGERS, "two")]
    linked.token = lambda nonce: linked.signed(linked.claims(nonce), STRANGERS, kid="two")

    come_back(client, linked)

    assert is_in(client)
    assert linked.asked.count("/keys") == 2


def test_an_unknown_provider_is_not_found(client, db):
    assert client.get("/core/signin/back/nobody/").status_code == 404


def test_no_token_is_kept_or_reaches_the_browser(client, linked):
    made = []
    linked.token = lambda nonce: made.append(linked.honest(nonce)) or made[-1]

    answer = come_back(client, linked)
    page = client.get("/")

    assert len(made) == 1
    for place in (str(dict(client.session)), str(answer.headers), str(client.cookies), page.content.decode()):
        assert made[0] not in place
        assert made[0].split(".")[1] not in place


def test_nothing_is_asked_for_but_who_it_is(client, linked):
    asked = parse_qs(urlsplit(client.get(GO).headers["Location"]).query)

    assert asked["scope"] == ["openid"]
    assert set(asked) == {
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    }


def test_the_same_subject_of_another_provider_is_somebody_else(client, world, provider):
    link(world.dana, SimpleNamespace(issuer="https://login.example.net"))

    come_back(client, provider)

    assert not is_in(client)
