"""What a request sends is taken in whole, within limits, before the application hears of it."""

import asyncio
import os
import re
import socket
import subprocess
import time
from pathlib import Path

import pytest

from safeguarding.config.front import environ_of, joined
from safeguarding.config.receiving import Gone, Limits, Reception, Refused
from tests.config.senders import said, served
from tests.databases import ROOT

APPLICATION = """
import time
from pathlib import Path
from safeguarding.config.front import Front
from safeguarding.config.receiving import REFUSED


def answer(environ, start_response):
    if environ["PATH_INFO"] == "/long":
        time.sleep(1)
    content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response(f"{environ.get(REFUSED, 200)} So", [("X-Heard", environ["PATH_INFO"]), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [b"%d bytes" % len(content), b" heard"]


application = Front(answer, Path(__file__).parent)
"""
HEAD = b"POST /here HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
SECONDS = 2


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Serve a small application, and give the port, the process and what the server said."""
    place = tmp_path_factory.mktemp("receiving")
    (place / "small.py").write_text(APPLICATION)
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{place}",
        "SAFEGUARDING_SECONDS_TO_SEND": str(SECONDS),
    }
    with (
        (place / "log").open("w") as log,
        served(environment, log, application="small:application") as (port, process),
    ):
        yield port, process, place / "log"


@pytest.fixture
def port(server):
    return server[0]


def test_a_body_in_pieces_is_heard_as_one(port):
    answer = said(port, HEAD + b"Content-Length: 6\r\n\r\n", b"abc", b"def", between=0.05)

    assert answer.startswith("HTTP/1.1 200")
    assert answer.endswith("6 bytes heard")
    assert re.findall("set-cookie: (.*)\r", answer) == ["a=1", "b=2"]


def test_a_large_body_is_heard_whole(port):
    assert said(port, HEAD + b"Content-Length: 3000000\r\n\r\n", b"a" * 3_000_000).endswith(
        "3000000 bytes heard"
    )


def test_a_body_that_is_too_long_is_refused_before_it_is_read(port):
    answer = said(port, HEAD + b"Content-Length: 300000000\r\n\r\n", b"abc")

    assert answer.startswith("HTTP/1.1 413")
    assert "connection: close" in answer


def test_nobody_is_told_to_go_on_with_what_is_too_long(port):
    answer = said(port, HEAD + b"Content-Length: 300000000\r\nExpect: 100-continue\r\n\r\n")

    assert answer.startswith("HTTP/1.1 413")


def test_whoever_asks_first_is_told_to_go_on(port):
    answer = said(port, HEAD + b"Content-Length: 3\r\nExpect: 100-continue\r\n\r\n", b"", b"abc", between=0.2)

    assert answer.startswith("HTTP/1.1 100")
    assert answer.endswith("3 bytes heard")


@pytest.mark.parametrize("more", [b"", b"Content-Length: 3\r\n"])
def test_a_body_of_unknown_length_is_refused(port, more):
    answer = said(port, HEAD + more + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")

    assert answer.startswith("HTTP/1.1 411")


@pytest.mark.parametrize("wrong", [b"Content-Length: -3\r\n", b"Content-Length: 3\r\nContent-Length: 4\r\n"])
def test_a_length_that_is_none_or_contradicts_itself_is_refused(port, wrong):
    assert said(port, HEAD + wrong + b"\r\nabcd").startswith("HTTP/1.1 400")


def test_what_comes_after_the_announced_length_is_not_part_of_it(port):
    answer = said(port, b"POST /here HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabcdef\r\n\r\n")

    assert "3 bytes heard" in answer
    assert "HTTP/1.1 400" in answer


@pytest.mark.parametrize("method", [b"POST", b"GET"])
def test_less_than_was_announced_is_a_408_in_time(port, method):
    began = time.monotonic()
    answer = said(port, HEAD.replace(b"POST", method) + b"Content-Length: 9\r\n\r\nabc")

    assert answer.startswith("HTTP/1.1 408")
    assert SECONDS - 0.1 < time.monotonic() - began < SECONDS + 8


@pytest.mark.parametrize("sent", [b"", b"G", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"])
def test_a_connection_on_which_too_little_is_said_is_closed(port, sent):
    began = time.monotonic()

    assert not said(port, sent).startswith("HTTP/1.1 200")
    assert time.monotonic() - began < SECONDS + 8


def test_whoever_goes_away_leaves_nothing_behind(server):
    port, _, log = server
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(HEAD + b"Content-Length: 900000\r\n\r\n" + b"a" * 200_000)
    said(port, HEAD + b"\r\n")

    assert log.read_text() == ""
    assert sorted(each.name for each in log.parent.iterdir() if each.is_file()) == ["log", "small.py"]


def test_a_request_that_is_being_answered_is_finished_before_the_end(tmp_path):
    (tmp_path / "small.py").write_text(APPLICATION)
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{tmp_path}"}
    with served(environment, subprocess.DEVNULL, application="small:application") as (port, process):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            time.sleep(0.3)
            process.terminate()
            answer = connection.recv(1 << 16)

        assert answer.endswith(b"0 bytes heard")
        assert process.wait(timeout=20) == 0


async def pieces(*sent: bytes, every: float = 0):
    for each in sent:
        await asyncio.sleep(every)
        yield each


def taken_in(folder: Path, length: int, sent, **allowed):
    """Take one body in, and return what was read of it or the status of its refusal, and what is still held."""
    reception = Reception(Limits(**allowed), folder)

    async def go():
        body = await reception.take_in({"content-length": str(length)}, sent)
        content = body.file.read()
        reception.let_go(body)
        return content

    try:
        return asyncio.run(go()), reception.held
    except Refused as refused:
        return refused.status, reception.held


def test_who_sends_fast_enough_is_given_longer(tmp_path):
    sent = [b"a" * 100] * 10

    assert taken_in(tmp_path, 1000, pieces(*sent, every=0.05), seconds=0.2, bytes_a_second=1000) == (
        b"a" * 1000,
        0,
    )
    assert taken_in(tmp_path, 1000, pieces(*sent, every=0.05), seconds=0.2, bytes_a_second=100_000) == (
        408,
        0,
    )


def test_a_worker_holds_no_more_than_it_may(tmp_path):
    assert taken_in(tmp_path, 300, pieces(b"a" * 200, b"a" * 100), most_at_once=299) == (503, 0)
    assert taken_in(tmp_path, 300, pieces(b"a" * 200, b"a" * 100), most_at_once=300) == (b"a" * 300, 0)


def test_a_body_that_ends_too_early_is_nobodys(tmp_path):
    with pytest.raises(Gone):
        taken_in(tmp_path, 300, pieces(b"a" * 200, b"", b""))


def test_a_full_disk_is_said(tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.write", full)

    assert taken_in(tmp_path, 300, pieces(b"a" * 300)) == (503, 0)


def test_a_name_with_an_underscore_is_not_taken_for_one_with_a_hyphen():
    sent = [("x-forwarded-for", "1.1.1.1"), ("x_forwarded_for", "6.6.6.6"), ("x-forwarded-for", "2.2.2.2")]

    assert joined([*sent, ("cookie", "a=1"), ("cookie", "b=2")]) == {
        "x-forwarded-for": "1.1.1.1,2.2.2.2",
        "cookie": "a=1; b=2",
    }


def test_the_application_learns_where_from_and_how():
    from types import SimpleNamespace

    scope = SimpleNamespace(
        method="GET", path="/café", query_string="q=%C3%A9", http_version="1.1", server="[::1]:80",
        client="[2001:db8::1]:4711", scheme="http",
    )  # fmt: skip
    environ = environ_of(scope, {"host": "a", "content-type": "text/plain"}, None)

    assert environ["REMOTE_ADDR"] == "2001:db8::1"
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/café"
    assert (environ["HTTP_HOST"], environ["CONTENT_TYPE"]) == ("a", "text/plain")


def test_an_answer_does_not_say_which_version_of_what_answers(port):
    """ASVS 13.4.6."""
    head = said(port, HEAD + b"Content-Length: 0\r\n\r\n").partition("\r\n\r\n")[0].lower()

    assert "x-heard" in head
    assert not re.search(r"(granian|python|django|hyper|rust)/?\s?\d", head)
    assert "x-powered-by" not in head
    assert not re.search(r"^server:.*\d", head, re.MULTILINE)
