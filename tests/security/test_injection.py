"""What people type never becomes part of a statement: forty payloads through every field of every list and form."""

import ast
import re
from typing import ClassVar

import pytest
from django.db import ProgrammingError, connection
from django.http import QueryDict
from django.test import Client

from tests.forms_on_pages import typed
from tests.house.reading import modules, shown
from tests.house.test_addresses import our_routes
from tests.security.crawling import plain

PAYLOADS = (
    "'", "''", '"', "\\", "' or '1'='1", "' or 1=1--", "'; drop table core_user;--", "1; select pg_sleep(0)",
    "') or ('1'='1", "' union select null--", "' union select version()--", "%27%20or%201=1", "admin'--", "`id`",
    "id", "-id", "password", "-password", "user__password", "organisation__name", "id; drop table core_user", "?",
    "(select pg_sleep(0))", "(select version())", "1/0", "1e400", "$$;select 1;$$", "/**/or/**/1=1", "%", "_", "%s",
    "{0}", "{{7*7}}", "${7*7}", "\x00", "\x0b", "’ or ’1’=’1", "9" * 400, "-1", "0x50524f42",
)  # fmt: skip
ALWAYS_TRIED = {"sort", "page", "export"}
# Nothing of a request may name a column: these calls build statements from text.
FORBIDDEN = {"raw", "extra", "RawSQL"}
BUILDS_SQL = {
    "core/access/rowsecurity.py": "the names of our own tables",
    "core/access/ties.py": "the names of our own tables and keys",
    "core/access/together.py": "the names of our own tables and keys",
    "core/audit/triggers.py": "the names of our own tables",
}


def lists() -> list[str]:
    return sorted({address for route in our_routes() if (address := plain(route.name))})


@pytest.fixture
def statements_that_failed(monkeypatch):
    """Collect every statement that the database did not understand."""
    failed = []

    def watch(execute, sql, params, many, context):
        try:
            return execute(sql, params, many, context)
        except ProgrammingError as error:
            failed.append(str(error))
            raise

    with connection.execute_wrapper(watch):
        yield failed


def names_on(page: str) -> set[str]:
    """Return the names of the fields that a page would send, and those that its addresses carry."""
    return set(re.findall(r'name="([a-z_]+)"', page)) | set(re.findall(r"[?&;]([a-z_]+)=", page))


class Listening(QueryDict):
    """The parameters of an address, which remember for which of them a page looks."""

    looked_for: ClassVar[set[str]] = set()

    def __getitem__(self, key):
        self.looked_for.add(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self.looked_for.add(key)
        return super().__contains__(key)

    def getlist(self, key, default=None):
        self.looked_for.add(key)
        return super().getlist(key, default)

    def lists(self):
        self.looked_for.add("all of them")
        return super().lists()

    def __iter__(self):
        self.looked_for.add("all of them")
        return super().__iter__()


@pytest.fixture
def looked_for(monkeypatch):
    """Return what the page that is asked for next looks for among its parameters."""
    monkeypatch.setattr("django.core.handlers.wsgi.QueryDict", Listening)
    Listening.looked_for.clear()
    return Listening.looked_for


def parameters(client, address: str, looked_for: set[str]) -> list[str]:
    """Return the parameters of a page: those that it looks for and those that it names; none if it looks for none."""
    looked_for.clear()
    page = client.get(address)
    if page.status_code != 200 or not looked_for:
        return []
    return sorted((looked_for | names_on(page.content.decode()) | ALWAYS_TRIED) - {"csrfmiddlewaretoken"})


@pytest.mark.long
def test_forty_payloads_through_every_parameter_of_every_page(
    world, statements_that_failed, looked_for, record_property
):
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    asked, faults, looking = 0, [], 0
    for place, address in enumerate(lists()):
        names = parameters(client, address, looked_for)
        looking += bool(names)
        # Each payload goes into all parameters at once; where each page starts differs, so that all meet all in the end.
        for payload in PAYLOADS[place % 4 :: 4] if names else ():
            answer = client.get(address, dict.fromkeys(names, payload))
            asked += len(names)
            faults += [(address, payload, answer.status_code)] if answer.status_code >= 500 else []
    record_property(
        "figure",
        f"{len(statements_that_failed)} statements misread of {asked:,} payloads at {looking} pages that look for any",
    )

    assert faults == []
    assert statements_that_failed == []
    assert asked > 1000
    assert looking > 20


@pytest.mark.long
def test_payloads_in_forms_are_text_or_errors(world, statements_that_failed):
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    sent, faults = 0, []
    for address in lists():
        page = client.get(address)
        fields = typed(page) if page.status_code == 200 and b'method="post"' in page.content else {}
        for payload in PAYLOADS[:: max(1, len(PAYLOADS) // 5)] if fields else ():
            answer = client.post(address, dict.fromkeys(fields, payload))
            sent += 1
            faults += [(address, payload, answer.status_code)] if answer.status_code >= 500 else []

    assert faults == []
    assert statements_that_failed == []
    assert sent > 50


def trees(*words):
    """Yield each module that holds one of these words, parsed; without one of them it need not be."""
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if any(word in text for word in words):
            yield path, ast.parse(text)


def test_no_statement_is_built_from_what_comes_in():
    found = []
    for path, tree in trees("execute", *FORBIDDEN):
        if shown(path) in BUILDS_SQL:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = node.func.attr
                joined = (
                    called in ("execute", "executemany")
                    and node.args
                    and isinstance(node.args[0], ast.JoinedStr)
                )
                if called in FORBIDDEN or joined:
                    found.append(f"{shown(path)}:{node.lineno} {called}")

    assert [place for place in found if not place.startswith("config/")] == []


def test_no_request_names_the_fields_of_a_query():
    """`filter(**request.GET)` has been a hole in Django's own history: a key can be a path of columns."""
    found = [
        f"{shown(path)}:{node.lineno}"
        for path, tree in trees("**")
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg is None and "request." in ast.unparse(node.value)
    ]

    assert found == []
