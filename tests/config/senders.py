"""People who send slowly, in pieces or not at all, each on a connection of their own."""

import os
import selectors
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from safeguarding.config import serving
from tests.databases import ROOT

SECONDS_TO_START = 90


@contextmanager
def served(
    environment: dict[str, str], log, *, application: str = "", workers: int = 1
) -> Iterator[tuple[int, subprocess.Popen]]:
    """Serve as the product is served, and give the port and the process; what it says goes to the log."""
    port = serving.free_port("127.0.0.1", 8850)
    with mock.patch.dict(os.environ, environment):
        words = serving.command("127.0.0.1", port, workers)
    if application:
        words = [application if word == "safeguarding.config.rsgi:application" else word for word in words]
    process = subprocess.Popen(words, env=environment, stderr=log, cwd=ROOT)
    try:
        _wait(process, port)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: subprocess.Popen, port: int) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        try:
            if said(port, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server does not answer.")


def said(port: int, *pieces: bytes, seconds: float = 20, between: float = 0) -> str:
    """Send pieces on a new connection and return all that is answered until the server closes it."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(between)
        while part := connection.recv(1 << 16):
            answer += part
    return answer.decode("latin-1")


class SlowSenders:
    """Connections that announce a long form, send a byte of it each second, and note what they are answered and when."""

    def __init__(self, port: int, number: int) -> None:
        head = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n"
        self.waiting, self.answers = selectors.DefaultSelector(), []
        for _ in range(number):
            connection = socket.create_connection(("127.0.0.1", port), timeout=20)
            connection.sendall(head)
            connection.setblocking(False)
            self.waiting.register(connection, selectors.EVENT_READ, (time.monotonic(), bytearray()))
        self.sent_at = 0.0

    def go_on(self) -> bool:
        """Send the next byte if a second has gone by, read what has come, and say whether anybody still waits."""
        if time.monotonic() > self.sent_at + 1:
            self.sent_at = time.monotonic()
            for key in list(self.waiting.get_map().values()):
                self._try(key.fileobj.send, b"a")
        for key, _ in self.waiting.select(timeout=0):
            self._read(key)
        return bool(self.waiting.get_map())

    def close(self) -> None:
        """Hang up."""
        for key in list(self.waiting.get_map().values()):
            key.fileobj.close()
        self.waiting.close()

    def _read(self, key: selectors.SelectorKey) -> None:
        began, answer = key.data
        part = self._try(key.fileobj.recv, 1 << 16)
        answer += part or b""
        if not part:
            self.answers.append((time.monotonic() - began, bytes(answer)))
            self.waiting.unregister(key.fileobj)
            key.fileobj.close()

    @staticmethod
    def _try(deed, value):
        try:
            return deed(value)
        except OSError:  # the server has closed it
            return b""
