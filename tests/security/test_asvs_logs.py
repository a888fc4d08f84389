"""What is written into the logs can be read by a machine, says when and for whom, and cannot be forged (ASVS 16)."""

import json
import logging
import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from safeguarding.config import postgres
from safeguarding.config.logs import Lines
from tests.house.reading import ROOT, modules
from tests.security.test_secrets import PASSWORD


@pytest.fixture
def written():
    """Return what a deployment's console would hold, entry by entry."""
    entries, keeper = [], logging.Handler()
    keeper.emit = lambda record: entries.append(Lines().format(record))
    logging.getLogger().addHandler(keeper)
    yield entries
    logging.getLogger().removeHandler(keeper)


def entry(words, *values) -> str:
    return Lines().format(
        logging.LogRecord("safeguarding", logging.WARNING, __file__, 1, words, values, None)
    )


def test_an_entry_is_one_line_of_json_in_utc():
    """16.2.2, 16.2.4: in winter London keeps UTC by chance, so the offset itself is looked at."""
    told = json.loads(entry("Refused %s", "x"))
    formatter = settings.LOGGING["handlers"]["console"]["formatter"]

    assert datetime.fromisoformat(told["at"]).utcoffset() == datetime.now(UTC).utcoffset()
    assert told["at"].endswith("+00:00")
    assert (told["level"], told["from"], told["says"]) == ("WARNING", "safeguarding", "Refused x")
    assert settings.LOGGING["formatters"][formatter]["()"] == "safeguarding.config.logs.Lines"
    assert {postgres.ALWAYS[name] for name in ("timezone", "log_timezone")} == {"UTC"}


@pytest.mark.parametrize("typed", ["a\nb", "a\r\nb", "a\x1b[2Jb", "a\u2028b", 'a", "level": "INFO', "a\x00b"])
def test_nothing_typed_begins_a_line_or_a_field_of_its_own(typed):
    """16.4.1."""
    line = entry("tried %s", typed)

    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["says"] == f"tried {typed}"
    assert json.loads(line)["level"] == "WARNING"


def test_a_refusal_says_who_asked_from_where_and_for_which_organisation(world, sign_in, written):
    """16.2.1, 16.3.2: a page without permission and a record out of reach."""
    client = sign_in(world.hana)
    addresses = ("/core/access/people/invite/", f"/act/actions/{uuid4()}/")
    assert [client.get(address).status_code for address in addresses] == [403, 404]

    refusals = [json.loads(line) for line in written if '"django.request"' in line]

    assert [one["status"] for one in refusals] == [403, 404]
    for one, address in zip(refusals, addresses, strict=True):
        assert one["person"] == str(world.hana.public_id)
        assert one["organisation"] == str(world.wyvern.public_id)
        assert (one["place"], one["method"]) == ("127.0.0.1", "GET")
        assert address in one["says"]
        assert world.hana.email not in json.dumps(one)


def test_a_stranger_who_is_refused_is_nobody(client, db, written):
    client.get("/nowhere-at-all")

    (refusal,) = [json.loads(line) for line in written if '"django.request"' in line]

    assert (refusal["person"], refusal["organisation"], refusal["place"]) == (None, None, "127.0.0.1")


def test_what_nobody_expected_is_written_down_with_where_it_happened(world, written, monkeypatch):
    """16.3.4: a fault of ours."""

    def fail(*arguments, **named):
        raise RuntimeError("the words of a fault")

    monkeypatch.setattr("safeguarding.act.actions.views.render", fail)
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    assert client.get("/act/actions/").status_code == 500

    faults = [told for told in map(json.loads, written) if told["level"] == "ERROR"]

    assert [one["status"] for one in faults] == [500]
    assert "RuntimeError: the words of a fault" in faults[0]["fault"]
    assert "test_asvs_logs.py" in faults[0]["fault"]


def test_entries_go_to_the_console_and_nowhere_else():
    """16.2.3: no handler of ours, Django's or a library's sends or stores one elsewhere; nobody is mailed them."""
    opens = re.compile(r"FileHandler|SysLogHandler|SMTPHandler|HTTPHandler|SocketHandler|basicConfig")
    found = [path.name for path in modules() if opens.search(path.read_text(encoding="utf-8"))]
    inventory = (ROOT / "docs" / "safety" / "logs.md").read_text(encoding="utf-8")

    assert {one["class"] for one in settings.LOGGING["handlers"].values()} == {"logging.StreamHandler"}
    assert settings.ADMINS == []
    assert found == []
    assert "standard error" in inventory


def test_signing_in_and_failing_to_stand_in_no_log_with_what_was_typed(client, world, written):
    client.post("/account/login/", {"login": "dana@demo.invalid", "password": PASSWORD + "-wrong"})

    assert any("a password was wrong" in line for line in written)
    assert not any(PASSWORD in line or "dana@demo" in line for line in written)


@pytest.mark.parametrize("address", ["dana@demo.invalid", "nobody@demo.invalid"])
def test_a_wrong_password_is_in_the_log_whether_the_address_is_known_or_not(client, world, written, address):
    """16.3.1: of a known person, the factor and the outcome stand on their account page too."""
    client.post("/account/login/", {"login": address, "password": "certainly-not-the-password"})

    (told,) = [json.loads(line) for line in written if "a password was wrong" in line]

    assert (told["from"], told["place"], told["method"]) == ("safeguarding.signin", "127.0.0.1", "POST")
    assert address not in json.dumps(told)
