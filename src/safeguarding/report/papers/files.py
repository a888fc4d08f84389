"""The files of a paper: written from frozen blocks, kept under random names with the hash of their content."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from safeguarding.kit.documents import docx, html, pdf
from safeguarding.kit.documents.blocks import Document

MEDIA = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
SPOKEN = {"html": "Web page", "docx": "Word document", "pdf": "PDF"}


class Changed(RuntimeError):
    """A stored file is not what it was when it was made: a matter for the operator, never to be served."""


@dataclass(frozen=True)
class Made:
    """A file as it was written."""

    kind: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the hash of its content."""
        return hashlib.sha256(self.content).hexdigest()


def written(document: Document, made_at: datetime) -> Iterator[Made]:
    """Write a document as HTML, DOCX and PDF; the same document and moment give the same bytes."""
    yield Made("html", html.page(document).encode())
    yield Made("docx", docx.render(document, made_at))
    yield Made("pdf", pdf.render(document, made_at))


def keep(made: Made) -> str:
    """Store a file under a random name that tells nothing, and return the name."""
    folder = settings.FILES / "papers"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_hex(24)
    (folder / name).write_bytes(made.content)
    return name


def fetch(name: str, sha256: str) -> bytes:
    """
    Return a stored file.

    :raises Changed: if its content is no longer what was hashed.
    """
    content = (settings.FILES / "papers" / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Changed(f"The stored file {name} does not match its hash.")
    return content
