"""Views and jobs never go to the tables by themselves: queries know who is asking."""

import re

from tests.house.reading import modules, shown

TABLE = re.compile(r"\.objects\b|\b_default_manager\b|\b_base_manager\b")


def lines_that_reach_tables(source: str) -> list[int]:
    return [number for number, line in enumerate(source.splitlines(), 1) if TABLE.search(line)]


def test_views_and_jobs_ask_queries_not_tables():
    found = [
        f"{shown(path)}:{line}"
        for path in modules("views.py", "jobs.py", "endpoints.py", "listeners.py")
        for line in lines_that_reach_tables(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_the_rule_sees_a_view_that_reads_a_table():
    assert lines_that_reach_tables("x = 1\nreturn Return.objects.all()") == [2]
    assert lines_that_reach_tables("objects = queries.returns(request.actor)") == []
