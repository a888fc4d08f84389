"""Goal 14: any signed-in page beside a minimal page of 20 queries, and a public page beside a cached one."""

from bench.load import Client
from bench.run import CLIENTS, Run
from bench.table import Line

MOST_STATEMENTS = 25
PUBLIC = "/accessibility/"
# Address and words that the right page holds.
PAGES = (
    ("home", "/", "Bench Integrated Care Board"),
    ("rounds", "/collect/rounds/", "Framework of 140 questions, 2025"),
    ("register of organisations", "/core/organisations/", "Provider 0"),
)


def measure(run: Run) -> list[Line]:
    """Measure every page in turn."""
    lines = [line for name, path, words in PAGES for line in signed_in_page(run, name, path, words)]
    return [*lines, public_page(run)]


def public_page(run: Run) -> Line:
    """Measure a public page beside the minimal application's cached one."""
    clients = [run.public() for _ in range(CLIENTS)]
    assert b"Accessibility" in clients[0].get(PUBLIC).body
    ours, beside = run.compare(clients, lambda c: c.get(PUBLIC), lambda c: c.get("/cached"))
    asked = run.statements(clients[0], lambda c: c.get(PUBLIC))
    what = f"public page, {CLIENTS} clients"
    return Line(
        14, what, ours.rate, beside.rate, 0.6, "/s", "minimal, cached", at_least=True, note=f"{asked} SQL"
    )


def signed_in_page(run: Run, name: str, path: str, words: str) -> list[Line]:
    """Measure one page of the head of safeguarding."""
    clients = [run.head() for _ in range(CLIENTS)]
    assert words in clients[0].get(path).body.decode(), f"{name} does not show {words!r}"
    ours, beside = run.compare(clients, lambda c: c.get(path), minimal_page)
    asked = run.statements(clients[0], lambda c: c.get(path))
    theirs = run.statements(run.minimal_client(), minimal_page)
    sql = f"{asked} SQL, minimal {theirs}"
    return [
        Line(14, f"{name}, p50", ours.p50, beside.p50, 3, "ms", note=sql),
        Line(14, f"{name}, p95", ours.p95, beside.p95, 4, "ms"),
        Line(14, f"{name}, {CLIENTS} clients", ours.rate, beside.rate, 0.35, "/s", at_least=True),
        Line(14, f"{name}, statements", asked, MOST_STATEMENTS, 1, "", beside="most"),
    ]


def minimal_page(client: Client):
    """Ask for the minimal page of 20 queries."""
    return client.get("/page")
