"""
Inputs that have broken comparable systems, each a case with its id.

Most are proved where their surface lives; those cases check that the proof is still there and takes no way out. The others
are tried here on every form and page, so that a new form falls under them by itself.
"""

import ast
import re
from functools import cache

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from tests.house.reading import ROOT
from tests.house.test_addresses import our_routes
from tests.security.crawling import plain
from tests.security.filling import Form

FOLDER = ROOT / "tests" / "data" / "bad_inputs"
ITEMS = {
    line.split("|")[0]: line.split("|", 3)
    for line in (FOLDER / "bad-inputs.txt").read_text(encoding="utf-8").splitlines()
    if line.startswith("B")
}
PROOFS = yaml.safe_load((FOLDER / "proofs.yaml").read_text(encoding="utf-8"))
TYPED = {
    "B001": "Siobhán O’Connor-Ní Dhálaigh",
    "B003": "O",
    "B004": "Ng" * 150,
    "B007": "👩‍👩‍👧‍👦 kept",
    "B008": "one\x0btwo",
    "B009": "a\x00b",
    "B011": "<script>alert(1)</script>",
    "B013": "{{7*7}} {% debug %} ${7*7}",
    "B023": "O'Brien'; DROP TABLE x;--",
}


@pytest.fixture
def head(world):
    client = Client(raise_request_exception=False)
    client.force_login(world.hana)
    return client


def forms(client, every=1):
    """Yield the address and the form of every page without parts that has one, or of every second or third page."""
    addresses = {plain(route.name) for route in our_routes()} - {"", "/core/signin/account/"}
    for address in sorted(addresses)[::every]:
        page = client.get(address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            form = Form(page.content)
            if form.texts:
                yield form.action or address, form


@pytest.mark.parametrize(
    "item", [item if item == "B009" else pytest.param(item, marks=pytest.mark.long) for item in TYPED]
)
def test_whatever_is_typed_is_kept_or_refused_in_words(head, item):
    tried, faults = 0, []
    for address, form in forms(head):
        answer = head.post(address, form.filled | dict.fromkeys(form.texts, TYPED[item]))
        tried += 1
        raw = item == "B011" and b"<script>alert(1)" in answer.content
        worked_out = item == "B013" and b">49<" in answer.content
        if answer.status_code >= 500 or raw or worked_out:
            faults.append((address, answer.status_code))

    assert faults == []
    assert tried > 12


def of_requests(head, world):
    """Return what each hostile request must come to: the answer, and whether it is as it should be."""
    return {
        "B127": lambda: {head.put("/act/actions/").status_code, head.trace("/act/actions/").status_code} == {405},
        "B128": lambda: head.post("/act/actions/", headers={"X-HTTP-Method-Override": "DELETE"}).status_code == 405,
        "B129": lambda: head.get("/", headers={"host": "evil.example"}).status_code == 400,
        "B131": lambda: (
            "Access-Control-Allow-Origin" not in head.options("/", headers={"origin": "https://evil.example"}).headers
        ),
        "B134": lambda: "evil.example" not in Client().post(
            "/account/login/?next=//evil.example",
            {"login": "dana@demo.invalid", "password": "a-demonstration-only", "next": "//evil.example"},
        ).headers.get("Location", ""),
        "B136": lambda: head.get("/core/files/../../settings.py").status_code in (400, 404),
        "B138": lambda: head.get("/act/actions/?" + "&".join(f"a{n}=1" for n in range(10_001))).status_code in (200, 400),
        "B156": lambda: head.post("/account/logout/") and head.get("/act/actions/").status_code == 302,
    }  # fmt: skip


REQUESTS = ("B127", "B128", "B129", "B131", "B134", "B136", "B138", "B156")


@pytest.mark.parametrize("item", REQUESTS)
def test_a_hostile_request_changes_nothing(head, world, item):
    assert of_requests(head, world)[item]()


@pytest.mark.long
def test_b133_no_page_changes_anything_when_it_is_only_read(head, world):
    """Reading may note a session, a key of a form or that it was read, and never a record of somebody's work."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    allowed = re.compile(
        r'"(django_session|core_sentform|core_auditrecord|usersessions\w*|core_kept\w*|core_tries)"|auditrecord'
    )
    changed = []
    for address in sorted({plain(route.name) for route in our_routes()} - {""}):
        with CaptureQueriesContext(connection) as asked:
            head.get(address)
            head.head(address)
        writes = [
            q["sql"] for q in asked.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        ]
        changed += [(address, sql[:80]) for sql in writes if not allowed.search(sql)]

    assert changed == []


@cache
def names_of(place: str) -> frozenset[str]:
    """Return the names of the tests of a file, those that are skipped left out."""
    tree = ast.parse((ROOT / place).read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not any(
            "skip" in ast.unparse(mark) or "xfail" in ast.unparse(mark) for mark in node.decorator_list
        )
    )


@pytest.mark.parametrize("item", PROOFS["proved"])
def test_the_proof_of_a_bad_input_stands(item):
    place, _, name = PROOFS["proved"][item].partition("::")

    assert (ROOT / place).exists()
    assert not name or name in names_of(place)


def test_every_bad_input_is_accounted_for(record_property):
    here = [*TYPED, *REQUESTS, "B133"]
    told = [*here, *PROOFS["proved"], *PROOFS["no_surface"], *PROOFS["not_yet"]]
    record_property(
        "figure",
        f"{len(here) + len(PROOFS['proved'])} of {len(ITEMS)} bad inputs proved, {len(PROOFS['no_surface'])} without a"
        f" surface, {len(PROOFS['not_yet'])} not tried yet",
    )

    assert sorted(told) == sorted(ITEMS)
    assert len(told) == len(set(told))
    assert reverse("report:dashboards_home") == "/"
