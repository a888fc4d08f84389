"""The way to another organisation's sign-in: only to providers of this deployment, and back to pages of ours."""

import socket
import subprocess
import sys
import time
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from safeguarding.core.signin import providers
from safeguarding.core.signin.providers import Provider, from_environment
from tests.core.signin.authenticating import CODE, code_of, give_app
from tests.core.signin.provider import GO, link

NAMED = {
    "SAFEGUARDING_OIDC": "cis2",
    "SAFEGUARDING_OIDC_CIS2_NAME": "NHS Care Identity",
    "SAFEGUARDING_OIDC_CIS2_ISSUER": "https://am.example.nhs.uk/openam",
    "SAFEGUARDING_OIDC_CIS2_CLIENT_ID": "id",
    "SAFEGUARDING_OIDC_CIS2_CLIENT_SECRET": "secret",
    "SAFEGUARDING_OIDC_CIS2_TWO_FACTOR": "AAL2_OR_AAL3_ANY AAL3_ANY",
    "SAFEGUARDING_OIDC_CIS2_ACR_VALUES": "AAL3_ANY",
}


def test_a_provider_is_read_from_the_environment():
    found = from_environment(NAMED)["cis2"]

    assert (found.name, found.two_factor) == ("NHS Care Identity", {"AAL2_OR_AAL3_ANY", "AAL3_ANY"})
    assert from_environment({}) == {}


@pytest.mark.parametrize(
    "missing", [name for name in NAMED if name.endswith(("NAME", "ISSUER", "ID", "SECRET"))]
)
def test_a_setting_that_is_missing_is_named(missing):
    with pytest.raises(KeyError, match=missing):
        from_environment({name: value for name, value in NAMED.items() if name != missing})


def test_the_sign_in_page_offers_it_and_comes_back_to_the_page_that_was_wanted(client, provider, world):
    page = client.get("/account/login/?next=/core/notices/").content.decode()

    assert f'href="{GO}?next=/core/notices/"' in page
    assert "Riverside sign-in" in page


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_it_leads_nowhere_else_afterwards(client, world, provider, place):
    link(world.dana, provider)
    address = client.get(GO, {"next": place}).headers["Location"]
    code, state = provider.code_for(address)

    response = client.get("/core/signin/back/trust/", {"code": code, "state": state})

    assert response.headers["Location"] == "/"


def test_it_leads_to_the_page_of_ours_that_was_wanted(client, world, provider):
    link(world.dana, provider)
    code, state = provider.code_for(client.get(GO, {"next": "/core/notices/"}).headers["Location"])

    response = client.get("/core/signin/back/trust/", {"code": code, "state": state})

    assert response.headers["Location"] == "/core/notices/"


def test_what_is_asked_for_beyond_the_name_goes_along(client, db, provider, settings):
    settings.OIDC_PROVIDERS = {"trust": provider.as_provider(acr_values="AAL3_ANY")}

    asked = parse_qs(urlsplit(client.get(GO).headers["Location"]).query)

    assert asked["acr_values"] == ["AAL3_ANY"]


def test_without_tls_a_provider_elsewhere_is_not_asked(client, db, settings, provider):
    settings.OIDC_PROVIDERS = {"trust": provider.as_provider(issuer="http://login.example.net")}

    assert client.get(GO).headers["Location"] == "/account/login/"


@pytest.mark.parametrize("address", [GO, "/core/signin/with/trust/link/"])
def test_a_provider_that_is_not_named_is_not_found(client, world, sign_in, settings, address):
    settings.OIDC_PROVIDERS = {}

    assert sign_in(world.dana).get(address).status_code == 404


@pytest.fixture
def real(settings, tmp_path):
    """Start a whole provider of somebody else's making, as another process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        providers._KEPT.clear()
        settings.DEMONSTRATION = False
        settings.OIDC_PROVIDERS = {
            "trust": Provider(
                key="trust", name="Real", issuer=address, client_id="assurance", client_secret="secret"
            )
        }
        yield address
        server.terminate()


def _wait_for(address: str) -> None:
    latest = time.monotonic() + 60
    while time.monotonic() < latest:
        try:
            return requests.get(f"{address}/.well-known/openid-configuration", timeout=5).close()
        except requests.RequestException:
            time.sleep(0.1)
    raise TimeoutError(address)


def test_a_provider_of_somebody_elses_making_is_understood(client, world, real):
    link(world.dana, SimpleNamespace(issuer=real))
    secret = give_app(world.dana)
    address = client.get(GO).headers["Location"]
    signed = requests.post(address, data={"sub": "subject-1"}, allow_redirects=False, timeout=10)

    back = client.get(urlsplit(signed.headers["Location"])._replace(scheme="", netloc="").geturl())
    assert back.headers["Location"] == CODE
    client.post(CODE, {"code": code_of(secret)})

    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("site", "goes"), [("cross-site", False), ("same-site", False), ("same-origin", True), ("none", True)]
)
def test_another_site_starts_no_sign_in(client, db, provider, site, goes):
    answer = client.get(GO, headers={"sec-fetch-site": site})

    assert (provider.issuer in answer.headers["Location"]) == goes
    assert answer.headers["Location"].startswith("/account/login/") != goes
