"""Whoever sends slowly is turned away in time, and nobody else waits for them."""

import http.client
import statistics
import time

import pytest

from tests.config.machines import installed
from tests.config.senders import SlowSenders, served

SECONDS = 3
PAGE = "/account/login/?for=nobody"  # drawn anew each time


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    machine = installed(tmp_path_factory.mktemp("slow"))
    yield machine
    machine.server.stop()


@pytest.fixture
def port(machine, tmp_path):
    """Serve with one worker that waits for three seconds."""
    environment = machine.environment | {"SAFEGUARDING_SECONDS_TO_SEND": str(SECONDS)}
    with (tmp_path / "log").open("w") as log, served(environment, log) as (port, _):
        yield port


def page_times(port: int, least: int, meanwhile=lambda: True) -> list[float]:
    """Return how long each page took, one after the other on one connection, for as long as `meanwhile` says."""
    asking, taken = http.client.HTTPConnection("127.0.0.1", port, timeout=20), []
    while meanwhile() and len(taken) < least or len(taken) < 5:
        began = time.perf_counter()
        asking.request("GET", PAGE)
        answer = asking.getresponse()
        assert answer.read()
        assert answer.status == 200
        taken.append(time.perf_counter() - began)
    asking.close()
    return taken


def is_a_408(answer: bytes) -> bool:
    head, _, page = answer.partition(b"\r\n\r\n")
    return head.startswith(b"HTTP/1.1 408") and b"default-src 'none'" in head and b"did not arrive" in page


def test_slow_senders_are_turned_away_in_time_and_keep_nobody_waiting(port):
    alone = page_times(port, 40)

    senders = SlowSenders(port, 40)
    beside = page_times(port, 40, senders.go_on)
    while senders.go_on():
        time.sleep(0.05)
    senders.close()

    assert len(senders.answers) == 40
    assert all(is_a_408(answer) for _, answer in senders.answers)
    assert min(after for after, _ in senders.answers) > SECONDS - 0.1
    assert max(after for after, _ in senders.answers) < SECONDS + 10
    # A thread that waited for one of them would have kept a page for seconds.
    assert statistics.median(beside) < 2 * statistics.median(alone) + 0.05


@pytest.mark.long
def test_b107_two_hundred_uploads_of_a_byte_a_second(machine, tmp_path, record_property):
    """The drill of the catalogue, with the product's own thirty seconds: 408 within 60 s, others' p95 within a fifth."""
    with (tmp_path / "log").open("w") as log, served(machine.environment, log, workers=2) as (port, _):
        ratios = []
        for _ in range(3):
            before = p95(page_times(port, 400))
            senders = SlowSenders(port, 200)
            beside = p95(page_times(port, 400, senders.go_on))
            while senders.go_on():
                time.sleep(0.05)
            senders.close()
            after = p95(page_times(port, 400))
            ratios.append(2 * beside / (before + after))
            assert len(senders.answers) == 200
            assert all(is_a_408(answer) and seconds < 60 for seconds, answer in senders.answers)
    record_property("figure", f"p95 beside the senders to without: {[round(each, 2) for each in ratios]}")
    assert statistics.median(ratios) < 1.2


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]
