"""Nobody makes the server ask another for them: no address that somebody typed is ever opened (security plan, T26)."""

import ast
import re

from tests.house.reading import SOURCE, modules, shown

GOES_OUT = re.compile(
    r"(requests|socket|http\.client|urllib\.request|urllib3|httpx|aiohttp|ftplib|smtplib)\b"
)
# Who may, and whom each asks: all of them named by the operator, none by a page.
MAY = {
    "core/files/scanner.py": "the virus scanner of SAFEGUARDING_CLAMD",
    "core/signin/providers.py": "the sign-ins of SAFEGUARDING_OIDC, by TLS and without redirects",
    "config/serving.py": "whether a port of this machine is free",
}
# Django's own outbox, to the mail server of the settings, is the one other way; it is sent to people we know.
FETCHES = re.compile(r"\b(?:urlopen|urlretrieve|create_connection)\b")


def brought_in(source: str) -> set[str]:
    """Return the modules that a file imports which can open a connection."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if GOES_OUT.match(name)}


def test_nothing_asks_another_machine_but_what_the_operator_named():
    found = {shown(path) for path in modules() if brought_in(path.read_text(encoding="utf-8"))}

    assert found == set(MAY)


def test_no_other_way_of_fetching_is_used():
    found = {shown(path) for path in modules() if FETCHES.search(path.read_text(encoding="utf-8"))}

    assert found <= {"core/files/scanner.py"}


def test_the_typesetter_takes_words_as_data_and_brings_nothing_from_outside():
    template = (SOURCE / "kit" / "documents" / "pages" / "report.typ").read_text(encoding="utf-8")

    assert "eval(" not in template
    assert "@preview" not in template
    assert "http" not in template


def test_the_rule_sees_what_it_forbids():
    assert brought_in("import requests\nfrom urllib import request") == {"requests", "urllib.request"}
    assert brought_in("from http.client import HTTPSConnection") >= {"http.client"}
    assert brought_in("from urllib.parse import urlencode\nfrom http import HTTPStatus") == set()
