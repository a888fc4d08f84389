"""Every answer carries the headers: pages, refusals, redirects, files and failures alike."""

import pytest
from django.test import Client

from tests.house.test_addresses import our_routes
from tests.security.crawling import HEADERS, POLICY, faults_of_headers, plain

CHECKS = len(HEADERS) + len(POLICY) + 4
OTHERS = ("/account/login/", "/account/password/reset/", "/nowhere/", "/collect/nowhere/")


def addresses():
    return [*filter(None, (plain(route.name) for route in our_routes())), *OTHERS]


@pytest.mark.parametrize(
    "person", ["hana", *(pytest.param(who, marks=pytest.mark.long) for who in ("noone", None))]
)
def test_every_answer_carries_them(world, person, record_property):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(getattr(world, person))
    faults = {address: found for address in addresses() if (found := faults_of_headers(client.get(address)))}
    record_property("figure", f"{CHECKS} checks on {len(addresses())} addresses")

    assert faults == {}
    assert CHECKS == 16


def test_a_failure_carries_them_and_says_nothing(world, sign_in, monkeypatch):
    from safeguarding.act.actions import queries

    def fail(*arguments, **named):
        raise RuntimeError("select secret from table")

    monkeypatch.setattr(queries, "actions", fail, raising=False)
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    monkeypatch.setattr("safeguarding.act.actions.views.render", fail)
    answer = client.get("/act/actions/")

    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content
    assert faults_of_headers(answer) == []


def test_a_refused_form_carries_them(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.hana)
    answer = client.post("/core/notices/")

    assert answer.status_code == 403
    assert faults_of_headers(answer) == []


def test_a_missing_header_would_be_seen(client, db):
    answer = client.get("/cookies/")
    del answer.headers["Content-Security-Policy"]

    assert "the policy lacks default-src 'none'" in faults_of_headers(answer)
