"""A list leaves as a file in one way only, the one that puts it on record; a list that has no such way offers no file."""

import ast
import re

from tests.house.reading import calls_in, modules, shown

ANOTHER_WAY = re.compile(
    r"\bwrite_(?:csv|xlsx|table)\b|\bxlsxwriter\b|\bcsv\.writer\b|\blisting\.export_rows\b|[\"']text/csv|spreadsheetml"
)
# Who writes the cells, who hands the file out, and who names the kinds of file that people may send in.
MAY = ("kit/spreadsheets/", "core/audit/downloads.py", "core/files/contents.py")


def ways_out(source: str) -> list[int]:
    return [number for number, line in enumerate(source.splitlines(), 1) if ANOTHER_WAY.search(line)]


def lists_without_a_way_out(source: str) -> list[str]:
    """Return the views that offer a list as a file and do not answer when it is asked for."""
    return [
        view.name
        for view in ast.walk(ast.parse(source))
        if isinstance(view, ast.FunctionDef)
        and any(_offers_a_file(call) for call in ast.walk(view))
        and "download" not in calls_in(view)
    ]


def _offers_a_file(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func) == "Listing"
        and not any(option.arg == "exportable" for option in node.keywords)
    )


def lists_without_a_limit(source: str) -> list[str]:
    """Return the views of what is about people that offer a list as a file of any length."""
    return [
        view.name
        for view in ast.walk(ast.parse(source))
        if isinstance(view, ast.FunctionDef)
        and any(_is_about_people(decorator) for decorator in view.decorator_list)
        and any(
            _offers_a_file(call) and "most_exported" not in {option.arg for option in call.keywords}
            for call in ast.walk(view)
        )
    ]


def _is_about_people(decorator: ast.AST) -> bool:
    """Tell the pages above level 2, and the audit, which is of level 3 wherever it is shown (security plan 1.1)."""
    if not isinstance(decorator, ast.Call) or ast.unparse(decorator.func) != "opens":
        return False
    level = next((option.value.value for option in decorator.keywords if option.arg == "level"), 2)
    return level > 2 or decorator.args[0].value == "AUD"


def test_nothing_else_writes_a_file_of_rows():
    found = [
        f"{shown(path)}:{line}"
        for path in modules()
        if not shown(path).startswith(MAY)
        for line in ways_out(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_every_list_that_offers_a_file_hands_it_out():
    found = [
        f"{shown(path)}:{name}"
        for path in modules("views.py")
        for name in lists_without_a_way_out(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_list_about_people_leaves_at_any_length_or_without_a_reason():
    found = [
        f"{shown(path)}:{name}"
        for path in modules("views.py")
        for name in lists_without_a_limit(path.read_text(encoding="utf-8"))
    ]

    assert found == []


LIMITED = '@opens("ADU", "r", level=3)\ndef register(r):\n    return Listing(r, most_exported=500)'


def test_the_rule_sees_a_list_without_a_limit():
    assert lists_without_a_limit(LIMITED) == []
    assert lists_without_a_limit(LIMITED.replace(", most_exported=500", "")) == ["register"]
    assert lists_without_a_limit(LIMITED.replace(", level=3", "").replace(", most_exported=500", "")) == []
    audit = LIMITED.replace(", level=3", "").replace("ADU", "AUD")
    assert lists_without_a_limit(audit.replace(", most_exported=500", "")) == ["register"]


def test_the_rules_see_what_they_forbid():
    assert ways_out("x = 1\nfrom safeguarding.kit.spreadsheets import write_csv") == [2]
    assert ways_out("from safeguarding.kit.spreadsheets.write import MEDIA, write_table") == [1]
    assert ways_out("from safeguarding.kit.spreadsheets import MEDIA, FileRefused") == []
    assert ways_out('HttpResponse(rows, content_type="text/csv")') == [1]
    assert lists_without_a_way_out("def register(r):\n    return Listing(r, rows, columns)") == ["register"]
    assert lists_without_a_way_out("def register(r):\n    return Listing(r, exportable=False)") == []
    assert lists_without_a_way_out("def f(r):\n    x = Listing(r)\n    return download(r, x)") == []
