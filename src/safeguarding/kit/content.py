"""
Content files: YAML read strictly, checked against a schema, with the line of every fault, and a digest that never moves.

Reviewed by safeguarding people and not by programmers, so YAML's surprises are off: "no" is the word no, 010 and
12:30 are text, a name given twice is refused, and so are anchors (nobody may have to follow them).
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

Place = tuple[str | int, ...]


class BadContent(ValueError):
    """A content file is wrong; every fault is a line of the message."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Content:
    """What a file says, and on which line it says each thing."""

    name: str
    data: Any
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place around it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, place: Place, reason: str) -> str:
        """Word a fault as `saf.yaml line 42: standards[3].text is missing`."""
        subject = f"{path_text(place)} {reason}" if place else reason
        return f"{self.name} line {self.line(place)}: {subject}"

    @property
    def digest(self) -> str:
        """The stable hash of what it says."""
        return digest(self.data)


class _Loader(yaml.SafeLoader):
    """Knows text, true, false, null, plain numbers and dates, and nothing else."""

    yaml_implicit_resolvers: dict[str, Any] = {}


def _whole(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(node.value)


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(node.value)


def _date(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> date:
    return date.fromisoformat(node.value)


for _tag, _pattern, _first, _make in (
    ("bool", r"(?:true|false)$", "tf", None),
    ("null", r"(?:~|null|)$", ["~", "n", ""], None),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789", _whole),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$", "-+0123456789", _decimal),
    ("timestamp", r"\d{4}-\d\d-\d\d$", "0123456789", _date),
):
    _name = f"tag:yaml.org,2002:{_tag}"
    _Loader.add_implicit_resolver(_name, re.compile(_pattern), list(_first))
    if _make:
        _Loader.add_constructor(_name, _make)


class _Reader:
    """Turns the nodes of one file into data, noting lines and faults as it goes."""

    def __init__(self, name: str, loader: _Loader) -> None:
        self.name, self.loader = name, loader
        self.lines: dict[Place, int] = {}
        self.seen: set[int] = set()
        self.problems: list[str] = []

    def fault(self, node: yaml.Node, words: str) -> None:
        """Note a fault at the line of a node."""
        self.problems.append(f"{self.name} line {node.start_mark.line + 1}: {words}")

    def read(self, node: yaml.Node, place: Place) -> Any:
        """Return the data of a node and of all below it."""
        if id(node) in self.seen:
            self.fault(node, f"{path_text(place)} repeats an anchor; write it out again")
            return None
        self.seen.add(id(node))
        self.lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self.read_names(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*place, number)) for number, item in enumerate(node.value)]
        return self.read_scalar(node, place)

    def read_names(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        """Return a mapping whose names are text and each given once."""
        found: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = str(name_node.value)
            if name in found:
                self.fault(name_node, f"{path_text((*place, name))} is given twice")
                continue
            found[name] = self.read(value_node, (*place, name))
            self.lines[(*place, name)] = name_node.start_mark.line + 1
        return found

    def read_scalar(self, node: yaml.Node, place: Place) -> Any:
        """Return text, a number, a date or a truth."""
        try:
            return self.loader.construct_object(node)
        except (ValueError, yaml.YAMLError):
            self.fault(node, f"{path_text(place)} cannot be read: {node.value}")
            return None


def path_text(place: Place) -> str:
    """Write a place as standards[3].questions[0].text."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return words.removeprefix(".")


def parse(text: str, name: str) -> Content:
    """
    Read the text of a content file.

    :raises BadContent: if it is not YAML, gives a name twice or repeats an anchor.
    """
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise BadContent([f"{name} line 1: the file is empty"])
        reader = _Reader(name, loader)
        data = reader.read(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadContent(
            [f"{name} line {mark.line + 1 if mark else 1}: {error.problem or error.context}"]
        ) from error
    except yaml.reader.ReaderError as error:
        raise BadContent([f"{name} line 1: holds a character that is not text ({error.reason})"]) from error
    except RecursionError:
        raise BadContent([f"{name} line 1: is nested too deeply"]) from None
    finally:
        if loader is not None:
            loader.dispose()
    if reader.problems:
        raise BadContent(reader.problems)
    return Content(name, data, reader.lines)


def load(path: Path, schema: Mapping[str, Any] | None = None, relative_to: Path | None = None) -> Content:
    """
    Read a content file and check it.

    :raises BadContent: with every fault and its line.
    """
    name = path.relative_to(relative_to).as_posix() if relative_to else path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadContent([f"{name} line {line}: is not UTF-8 text"]) from error
    content = parse(text, name)
    if schema is not None:
        check(content, schema)
    return content


def check(content: Content, schema: Mapping[str, Any]) -> None:
    """
    Check content against a JSON Schema, in which a date is a string of format date.

    :raises BadContent: with every fault and its line.
    """
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    faults = [
        fault for error in validator.iter_errors(_dates_as_text(content.data)) for fault in _faults(error)
    ]
    if faults:
        faults.sort(key=lambda fault: (content.line(fault[0]), path_text(fault[0])))
        raise BadContent([content.problem(place, reason) for place, reason in faults])


def _faults(error: ValidationError) -> Iterator[tuple[Place, str]]:
    """Word one finding of the validator; one that names several names is several faults."""
    place = tuple(error.absolute_path)
    rule: Any = error.validator_value
    schema: Any = error.schema
    found: Any = error.instance
    if error.validator == "required":
        missing = error.message.split("'")[1]
        yield (*place, missing), "is missing"
    elif error.validator == "additionalProperties" and rule is False:
        for name in sorted(set(found) - set(schema.get("properties", ()))):
            yield (*place, name), "is not a known name"
    elif error.validator == "type":
        kinds = [rule] if isinstance(rule, str) else rule
        yield place, f"must be {' or '.join(KINDS[kind] for kind in kinds)}"
    elif error.validator == "enum":
        yield place, f"must be one of {', '.join(map(str, rule))}, not {error.instance}"
    elif error.validator == "format":
        yield place, f"is not a {rule}: {error.instance}"
    else:
        yield place, f"is wrong: {error.message}"


KINDS = {
    "string": "text (put it in quotes)",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a set of names with values",
    "boolean": "true or false",
    "null": "empty",
}


def _dates_as_text(data: Any) -> Any:
    """Return the data with its dates as ISO text, as JSON Schema and JSON know them."""
    if isinstance(data, dict):
        return {name: _dates_as_text(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_dates_as_text(value) for value in data]
    return data.isoformat() if isinstance(data, date) else data


def plain(data: Any) -> Any:
    """Return the data as JSON can hold it: dates and decimals as text."""
    if isinstance(data, dict):
        return {name: plain(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(value) for value in data]
    return _as_text(data) if isinstance(data, date | Decimal) else data


def _as_text(value: date | Decimal) -> str:
    """Return a date or decimal as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else str(value)


def digest(data: Any) -> str:
    """Return the SHA-256 of what the data says, whatever its layout, comments and order of names."""
    words = json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_as_text
    )
    return hashlib.sha256(words.encode()).hexdigest()
