"""Documents as JSON and back, exactly: `from_json(to_json(document)) == document`.

Every part of the model becomes an object that says what it is; a Decimal or date keeps its type.
"""

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from safeguarding.kit.documents import blocks

KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        *(blocks.Source, blocks.Figure, blocks.Strong, blocks.Heading, blocks.Paragraph, blocks.Bullets),
        *(blocks.Numbered, blocks.Table, blocks.Chart, blocks.Diagram, blocks.Callout, blocks.Quotation),
        *(blocks.SummaryList, blocks.Part, blocks.Document),
    )
}


def to_json(document: blocks.Document) -> str:
    """Write a document as JSON (ASCII, keys sorted, no spaces), so that equal documents give equal text."""
    return json.dumps(plain(document), sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> blocks.Document:
    """Read a document that `to_json` wrote.

    :raises ValueError: when the text is not JSON, not a document, or breaks a rule of the model.
    """
    try:
        return _document(made(json.loads(text)))
    except (KeyError, TypeError, ArithmeticError, AttributeError) as error:
        raise ValueError(f"this is not a document: {error}") from error


def _document(value: Any) -> blocks.Document:
    if not isinstance(value, blocks.Document):
        raise TypeError("it is a part of one at most")
    return value


def plain(value: Any) -> Any:
    """Turn a part of the model into lists, dicts, strings and whole numbers, ready for a JSON column."""
    if isinstance(value, blocks.Tidy):
        inside = {each.name: plain(getattr(value, each.name)) for each in fields(value)}  # type: ignore[arg-type]
        return {"is": type(value).__name__, **inside}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"map": value} if isinstance(value, dict) else value


def made(value: Any) -> Any:
    """Undo `plain`.

    :raises KeyError: for an unknown kind. :raises TypeError: for unknown fields. :raises ValueError: by the model.
    """
    if isinstance(value, list):
        return tuple(made(each) for each in value)
    if not isinstance(value, dict):
        return value
    if "decimal" in value:
        return Decimal(value["decimal"])
    if "date" in value:
        return date.fromisoformat(value["date"])
    if "map" in value:
        return dict(value["map"])
    given = {name: made(each) for name, each in value.items() if name != "is"}
    if value["is"] == "Paragraph":
        return blocks.Paragraph(*given["parts"])
    return KINDS[value["is"]](**given)
