"""
Stands between the web server and the application: takes each request in as a whole, then has one of a few threads answer it.

The web server speaks RSGI to us (granian's own interface, https://github.com/emmett-framework/granian) because it lets a
slow body be waited for without a thread; the application behind stays plain WSGI (PEP 3333) in threads that keep their
connections to the database.
"""

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

from safeguarding.config import receiving

THREADS = 2
ALWAYS = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


class Front:
    """A WSGI application as the web server calls it, in each worker."""

    def __init__(self, application: Callable, folder: Path) -> None:
        self.application = application
        self.threads = ThreadPoolExecutor(THREADS, "page")
        self.reception = receiving.Reception(receiving.limits(), folder)

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Take one request in and answer it, or turn it away in words."""
        headers, body, more = joined(scope.headers.items()), None, {}
        try:
            body = await self.reception.take_in(headers, protocol)
        except receiving.Refused as refused:
            more = {receiving.REFUSED: refused.status}
        except receiving.Gone:
            protocol.response_empty(400, [])  # to nobody, but the web server wants an answer
            return
        try:
            environ = environ_of(scope, headers, body.file if body else BytesIO()) | more
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self.threads, self._answer, environ, protocol)
        finally:
            if body:
                self.reception.let_go(body)

    def _answer(self, environ: dict[str, Any], protocol: Any) -> None:
        """Have the application answer, in a thread; it hears that all is done when the answer is on its way."""
        started: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], failure: Any = None) -> None:
            started[:] = int(status[:3]), headers

        pieces = self.application(environ, start)
        try:
            content = b"".join(pieces)
            status, headers = started
            if receiving.REFUSED in environ:  # what may still come is not read
                headers = [*headers, ("connection", "close")]
            protocol.response_bytes(status, headers, content)
        finally:
            if hasattr(pieces, "close"):
                pieces.close()


def joined(headers: list[tuple[str, str]]) -> dict[str, str]:
    """
    Return each header once; what came several times is put together as RFC 9110 (5.2) and, for cookies, RFC 9113 say.

    A name with an underscore is left out: to the application it would look like the one with a hyphen, and a proxy that
    sets X-Forwarded-For would not have seen it.
    """
    found: dict[str, str] = {}
    for name, value in headers:
        if "_" not in name:
            between = "; " if name == "cookie" else ","
            found[name] = f"{found[name]}{between}{value}" if name in found else value
    return found


def environ_of(scope: Any, headers: dict[str, str], body: Any) -> dict[str, Any]:
    """Return the WSGI environ of a request (PEP 3333: text is the bytes of UTF-8 read as Latin-1)."""
    server, _, port = scope.server.rpartition(":")
    environ = ALWAYS | {
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    return environ
