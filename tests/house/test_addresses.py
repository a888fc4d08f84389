"""One name finds four places: the address, the view, the page and the test; and every page says who may open it."""

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.reading import ROOT, SOURCE

PUBLIC_PAGES = ROOT / "tests" / "house" / "public_pages.txt"
MODULES = ("views", "endpoints")


@dataclass(frozen=True)
class Route:
    """One address of ours: its full name, such as `collect:assessments_submit`, the view behind it, and what it takes."""

    name: str
    view: Callable
    parts: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return f"{inspect.unwrap(self.view).__module__}.{inspect.unwrap(self.view).__name__}"


def our_routes(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[Route]:
    """Yield the addresses whose views are ours; those of libraries are theirs to keep."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from our_routes(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern) and is_ours(inspect.unwrap(entry.callback).__module__):
            yield Route(f"{namespace}{entry.name or ''}", entry.callback, tuple(entry.pattern.converters))


def is_ours(module: str) -> bool:
    """Test whether a view is ours; the answer "not found" may stand at any address that is to stay closed."""
    return module.startswith("safeguarding.") and module != "safeguarding.kit.pages.failures"


def faults(route: Route) -> list[str]:
    """Return which of the four places of an address are missing or misnamed."""
    room, colon, rest = route.name.partition(":")
    topic, line, page = rest.partition("_")
    if not (colon and line and page):
        return [f"{route.place} has the name {route.name!r}, not room:topic_page"]
    view = page.replace("-", "_")
    if route.place not in {f"safeguarding.{room}.{topic}.{module}.{view}" for module in MODULES}:
        return [f"{route.name} leads to {route.place}"]
    template = f"{room}/{topic}/pages/{view}.jinja"
    test = ROOT / "tests" / room / topic / f"test_{view}.py"
    missing = [] if test.exists() else [f"{route.name} lacks its test {test.relative_to(ROOT)}"]
    if draws_a_page(inspect.getsource(inspect.unwrap(route.view))) and not (SOURCE / template).exists():
        missing.append(f"{route.name} lacks its page {template}")
    return missing


def draws_a_page(source: str) -> bool:
    """Test whether a view draws a page, rather than redirecting or handing out a file."""
    return any(isinstance(node, ast.Name) and node.id == "render" for node in ast.walk(ast.parse(source)))


def test_one_name_finds_four_places():
    assert [fault for route in our_routes() for fault in faults(route)] == []


def test_no_two_addresses_share_a_name():
    names = [route.name for route in our_routes()]

    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_page_says_who_may_open_it():
    assert [route.name for route in our_routes() if getattr(route.view, "rule", None) is None] == []


def test_the_public_pages_are_these_and_no_others():
    public = sorted(
        route.name for route in our_routes() if getattr(route.view, "rule", None) and is_public(route)
    )

    assert public == PUBLIC_PAGES.read_text(encoding="utf-8").split(), "\n".join(public)


def is_public(route: Route) -> bool:
    return route.view.rule.word == "public"


def submit(request):
    """Stand in for a view in the tests of the rule."""


def test_the_rule_sees_a_misnamed_address():
    assert faults(Route("submit", submit)) == [
        f"{__name__}.submit has the name 'submit', not room:topic_page"
    ]
    assert faults(Route("collect:assessments_submit", submit)) == [
        f"collect:assessments_submit leads to {__name__}.submit"
    ]


def test_the_rule_sees_a_missing_page_and_test(monkeypatch):
    monkeypatch.setattr(submit, "__module__", "safeguarding.collect.nowhere.views")

    assert faults(Route("collect:nowhere_submit", submit)) == [
        "collect:nowhere_submit lacks its test tests/collect/nowhere/test_submit.py"
    ]
    assert draws_a_page("def show(request):\n    return render(request, 'x.jinja')")
    assert not draws_a_page("def send(request):\n    return redirect('x')")
