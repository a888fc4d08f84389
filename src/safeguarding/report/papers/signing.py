"""What a signature adds to the front of a frozen paper; the blocks beneath are not touched."""

from dataclasses import replace

from safeguarding.kit.documents import exchange
from safeguarding.kit.documents.blocks import Document
from safeguarding.kit.documents.text import day
from safeguarding.report.papers.models import Freeze, SignOff

SINGLE_HANDED = "Signed by its author alone, because no second person was available"


def signed_document(freeze: Freeze, signed: SignOff) -> Document:
    """Return the frozen document with its sign-off on the front."""
    document = exchange.from_json(freeze.document)
    front = [*document.front, ("Signed off", (f"{signed.capacity}, {day(signed.signed_at.date())}",))]
    if signed.alone_because:
        front.append((SINGLE_HANDED, (signed.alone_because,)))
    return replace(document, status="Signed off", front=tuple(front))
