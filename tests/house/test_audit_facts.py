"""What the audit shows of an operation is identifiers, counts and states; what somebody wrote goes with the record (ADR 26)."""

import ast
from pathlib import Path

import pytest

from tests.house.reading import modules, shown
from tests.security.planting import guarded, texts

# Named like a column that somebody writes in, and yet none of their words.
FACTS = {
    "action.opened: source": "the kind of what it came from",
    "file.checked: problems": "how many",
    "restricted.opened: level": "a number",
    "restricted.raised: level": "a number",
    "security.incident: why": "one fixed word",
    "role.given: title": "the post for which a role was given, which stands beside the name everywhere",
    "post.opened: title": "posts are open to all who read the directory",
    "post.changed: title": "posts are open to all who read the directory",
    "body.opened: name": "the name of a committee",
    "body.changed: name": "the name of a committee",
    "organisation.opened: name": "the name of an organisation",
    "organisation.renamed: name": "the name of an organisation",
}


def written() -> set[str]:
    """Return the names of the columns in which somebody writes."""
    return {column.name for model in guarded() for column in texts(model)} - {"content"}


def words_among_facts(source: str, names: set[str]) -> list[str]:
    """Return the facts of records that are named like something that somebody wrote."""
    return [
        f"{call.args[0].value}: {keyword.arg}"
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] == "record"
        if call.args and isinstance(call.args[0], ast.Constant)
        for keyword in call.keywords
        if keyword.arg in names
    ]


@pytest.fixture(scope="module")
def found() -> dict[str, Path]:
    names = written()
    return {
        each: path
        for path in modules()
        for each in words_among_facts(path.read_text(encoding="utf-8"), names)
    }


def test_no_words_stand_among_the_facts_of_a_record(found):
    assert [f"{shown(path)}: {each}" for each, path in found.items() if each not in FACTS] == []


def test_every_exception_is_needed(found):
    assert FACTS.keys() - found.keys() == set()


def test_an_example_is_caught():
    source = 'record("alert.corrected", about=alert, by=by, at=at, reason=reason)'

    assert words_among_facts(source, written()) == ["alert.corrected: reason"]
