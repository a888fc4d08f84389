"""Pages that say the same to everybody are answered without touching session or database, and by 304 if they are known."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safeguarding.config.receiving import REFUSED
from tests.security.crawling import faults_of_headers

PAGES = ("/accessibility/", "/privacy/", "/cookies/", "/contact/", "/version/")


def asked(client, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers=headers)
    return answer, len(queries)


@pytest.mark.parametrize("address", PAGES)
def test_the_second_reader_costs_no_statement_and_reads_the_same(client, db, address):
    first, cost = asked(client, address)
    second, again = asked(client, address)

    assert (first.status_code, second.status_code) == (200, 200)
    assert again == 0 < cost
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert second.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" in second.headers["Vary"]
    assert not second.cookies


def test_a_reader_who_has_it_is_told_so(client, db):
    tag = client.get("/privacy/").headers["ETag"]
    for known in (tag, f"W/{tag}", f'"another", {tag}'):
        answer, cost = asked(client, "/privacy/", if_none_match=known)

        assert (answer.status_code, answer.content, cost) == (304, b"", 0)
        assert answer.headers["ETag"] == tag
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "Content-Length" not in answer.headers


def test_another_version_of_it_is_sent_whole(client, db):
    assert client.get("/privacy/", headers={"if-none-match": '"older"'}).status_code == 200
    assert client.get("/privacy/").headers["ETag"] != client.get("/cookies/").headers["ETag"]


def test_whoever_is_signed_in_gets_their_own_and_it_is_not_kept(world):
    client, anybody = Client(), Client()
    tag = client.get("/privacy/").headers["ETag"]
    client.force_login(world.hana)
    own = client.get("/privacy/", headers={"if-none-match": tag})

    assert own.status_code == 200
    assert world.hana.name in own.content.decode()
    assert "no-store" in own.headers["Cache-Control"]
    assert "ETag" not in own.headers
    client.logout()
    for one in (client, anybody):
        assert world.hana.name not in one.get("/privacy/").content.decode()


def test_nothing_else_is_kept(client, db):
    for address in (
        "/published/",
        "/account/login/",
        "/",
        "/nowhere/",
        "/privacy/?of=whom",
        "/static/app/none.css",
    ):
        answer, _ = asked(client, address)
        again, cost = asked(client, address)

        assert cost > 0 or answer.status_code == 404, address
        assert again.status_code == answer.status_code


def test_a_host_that_is_not_ours_is_refused_before_and_after(client, db):
    assert client.get("/privacy/", headers={"host": "evil.example"}).status_code == 400
    client.get("/privacy/")
    assert client.get("/privacy/", headers={"host": "evil.example"}).status_code == 400


def test_behind_tls_a_page_is_not_given_without_it(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/privacy/", secure=True).status_code == 200

    assert client.get("/privacy/").status_code == 301


def test_whoever_was_turned_away_is_told_so_and_not_shown_a_page_that_was_kept(client, db):
    assert client.get("/cookies/").status_code == 200

    answer = client.get("/cookies/", **{REFUSED: 408})

    assert answer.status_code == 408
    assert faults_of_headers(answer) == []
    assert client.get("/cookies/").status_code == 200
