"""A virus scanner that speaks clamd's protocol: what it says of a file, and what an operator is told of it."""

import socket
import struct
import threading

import pytest

from safeguarding.core.files import scanner
from safeguarding.core.files.contents import NotKept

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Answers PING and INSTREAM as clamd does; `says` puts another answer in place of its own."""

    def __init__(self, place: str) -> None:
        self.says, self.seen = None, b""
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(place)
        self._socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            with line, line.makefile("rb") as told:
                line.sendall(self._answer(told))

    def _answer(self, told) -> bytes:
        command = b""
        while not command.endswith(b"\0"):
            command += told.read(1)
        if command == b"zPING\0":
            return self.says or b"PONG\0"
        self.seen = b""
        while length := struct.unpack(">I", told.read(4))[0]:
            self.seen += told.read(length)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in self.seen else b"stream: OK\0"
        return self.says or found


@pytest.fixture
def clamd(tmp_path, settings):
    settings.SCANNER = str(tmp_path / "clamd.sock")
    served = Clamd(settings.SCANNER)
    yield served
    served.close()


@pytest.mark.parametrize("size", [0, 1, scanner.PIECE, scanner.PIECE + 1, 3 * scanner.PIECE])
def test_the_whole_file_is_sent(clamd, size):
    content = b"a" * size

    assert scanner.scan(content) == "CLEAN"
    assert clamd.seen == content


@pytest.mark.parametrize("before", [0, scanner.PIECE - 10])
def test_a_virus_is_refused_wherever_it_lies(clamd, before):
    with pytest.raises(NotKept, match="harmful"):
        scanner.scan(b"a" * before + EICAR)


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: Access denied. ERROR\0", b"\0"]
)
def test_a_scanner_in_trouble_is_not_taken_for_a_clean_file(clamd, answer):
    clamd.says = answer

    assert scanner.scan(b"a") == "PENDING"


def test_the_operator_hears_whether_it_answers(clamd, settings):
    assert scanner.answers() is True

    clamd.says = b"UNKNOWN COMMAND\0"
    assert scanner.answers() is False
    settings.SCANNER = "/nowhere.sock"
    assert scanner.answers() is False
    settings.SCANNER = ""
    assert scanner.answers() is None
