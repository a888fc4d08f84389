"""
Takes in what a request sends, as a whole and within a time, before anything of ours is asked to answer it.

Without this each of the few threads that draw pages would wait for whoever sends slowly, and a handful of senders of one
byte a second would keep everybody waiting (docs/decisions/0025-requests-are-taken-in-whole.md).
"""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile

MEGABYTE = 1024 * 1024
IN_MEMORY = 64 * 1024  # of one request; what is longer goes to the disk
REFUSED = (
    "safeguarding.refused"  # in a WSGI environ: the status with which it is turned away; no header makes one
)
MOST_SECONDS = 60  # that the web server can be told to wait for a request's headers


class Refused(Exception):
    """What is sent is not taken in; says the status of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Gone(Exception):
    """Whoever was sending went away before all was there."""


@dataclass(frozen=True)
class Limits:
    """How long somebody may take to send, and how much may be sent."""

    seconds: float = 30
    # A longer time is given to a large file for as long as this many bytes a second come in: 128 kbit/s, a poor line.
    bytes_a_second: int = 16 * 1024
    # The largest form of the product: ten files of 20 MB and the words around them.
    largest: int = 201 * MEGABYTE
    # Of all requests together that a worker is taking in or answering.
    most_at_once: int = 1024 * MEGABYTE


def limits() -> Limits:
    """Return the limits, with the time that the environment sets."""
    return Limits(seconds=float(os.environ.get("SAFEGUARDING_SECONDS_TO_SEND", Limits.seconds)))


def milliseconds_for_headers() -> int:
    """Return how long the web server waits for a request's headers."""
    return int(min(limits().seconds, MOST_SECONDS) * 1000)


class Body:
    """What a request sent, read from its beginning by whoever answers; longer ones lie on the disk, without a name."""

    def __init__(self, folder: Path) -> None:
        self.file = SpooledTemporaryFile(max_size=IN_MEMORY, dir=folder)  # noqa: SIM115 - closed by `let_go`
        self.size = 0


class Reception:
    """Takes in the bodies of a worker's requests; everything here happens in the one thread of its event loop."""

    def __init__(self, allowed: Limits, folder: Path) -> None:
        self.allowed, self.folder = allowed, folder
        self.held = 0  # bytes of all bodies that are here at this moment

    async def take_in(self, headers: Mapping[str, str], pieces: AsyncIterator[bytes]) -> Body | None:
        """
        Return the body, or nothing for a request that has none. Whoever takes it must let it go.

        :raises Refused: if it is too long (413), does not say how long it is (411), comes too slowly (408), or there is
            no room for it at the moment (503).
        :raises Gone: if it ends before it is whole.
        """
        length = self._length(headers)
        if not length:
            return None
        body = Body(self.folder)
        try:
            await self._receive(body, pieces)
            if body.size != length:
                raise Gone
            body.file.seek(0)
        except BaseException:
            self.let_go(body)
            raise
        return body

    def let_go(self, body: Body) -> None:
        """Forget a body: it is gone from the memory and the disk."""
        self.held -= body.size
        body.file.close()

    def _length(self, headers: Mapping[str, str]) -> int:
        """Return how many bytes are announced; the web server has refused numbers that are none or contradict."""
        if "transfer-encoding" in headers:
            raise Refused(411)
        length = int(headers.get("content-length", "0"))
        if length > self.allowed.largest:
            raise Refused(413)
        return length

    async def _receive(self, body: Body, pieces: AsyncIterator[bytes]) -> None:
        """Write the pieces down as they come; each earns a little more time."""
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(began + self.allowed.seconds) as patience:
                async for piece in pieces:
                    self._write(body, piece)
                    earned = body.size / self.allowed.bytes_a_second
                    patience.reschedule(began + self.allowed.seconds + earned)
        except TimeoutError:
            raise Refused(408) from None

    def _write(self, body: Body, piece: bytes) -> None:
        if self.held + len(piece) > self.allowed.most_at_once:
            raise Refused(503)
        self.held += len(piece)
        body.size += len(piece)
        try:
            body.file.write(piece)
        except OSError:  # the disk is full
            raise Refused(503) from None
