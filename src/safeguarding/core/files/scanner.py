"""
Asks a virus scanner (clamd) about a file, where an operator has set one up.

Decision: without a scanner a file is labelled "Not scanned" and may be downloaded; with a scanner that does not answer it
waits and may not.
"""

import socket
import struct
from pathlib import Path

from django.conf import settings

from safeguarding.core.files.contents import NotKept

SECONDS = 30
SECONDS_FOR_A_SIGN = 2
PIECE = 1024 * 1024


def scan(content: bytes) -> str:
    """
    Return "CLEAN", "PENDING" when the scanner does not answer, or nothing when there is none.

    :raises NotKept: if the scanner found a virus.
    """
    if not settings.SCANNER:
        return ""
    try:
        answer = _ask(content)
    except OSError:
        return "PENDING"
    if answer.endswith("FOUND"):
        raise NotKept("The virus scanner found something harmful in this file, so it was not kept.")
    return "CLEAN" if answer.endswith("OK") else "PENDING"


def answers() -> bool | None:
    """Test whether the scanner answers; nothing when there is none."""
    if not settings.SCANNER:
        return None
    try:
        with _connect() as line:
            line.settimeout(SECONDS_FOR_A_SIGN)
            line.sendall(b"zPING\0")
            return line.recv(64).rstrip(b"\0\n") == b"PONG"
    except OSError:
        return False


def _ask(content: bytes) -> str:
    """Send the file by clamd's INSTREAM: pieces with their length before them, and an empty one at the end."""
    with _connect() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        return line.recv(4096).rstrip(b"\0\n").decode(errors="replace")


def _connect() -> socket.socket:
    """Open a socket file, or host:port."""
    if not Path(settings.SCANNER).is_absolute():
        host, _, port = settings.SCANNER.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(settings.SCANNER)
    except OSError:
        line.close()
        raise
    return line
