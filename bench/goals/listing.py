"""Goal 6: the board of a round, with 100 providers and how far each has come, and of 20."""

import re

from bench import fill_assessments, peer
from bench.goals.pages import minimal_page
from bench.run import Run
from bench.table import Line

MOST_STATEMENTS = 12


def measure(run: Run) -> list[Line]:
    """Time the board of 100 and count its statements at 20 and at 100 rows."""
    path = f"/collect/rounds/{fill_assessments.found().open_round}/"
    counts = {}
    for rows, narrowed in ((100, path), (20, f"{path}?q=Provider+01")):
        client = run.head()
        shown = len(set(re.findall(r"Provider \d{3}", client.get(narrowed).body.decode())))
        assert shown == (rows if rows == 100 else 10), f"{shown} providers on the board"
        counts[rows] = run.statements(client, lambda c, at=narrowed: c.get(at))
    ours, beside = run.compare([run.head()], lambda c: c.get(path), minimal_page)
    what = "board of 100 providers, p50"
    return [
        Line(
            6,
            what,
            ours.p50,
            peer.LIST_OF_100 * beside.p50 / peer.MINIMAL_PAGE,
            1 / 3,
            "ms",
            beside="peer, scaled",
        ),
        Line(6, what, ours.p50, beside.p50, 3, "ms", note=f"{counts[100]} SQL"),
        Line(6, "statements at 100 rows", counts[100], MOST_STATEMENTS, 1, "", beside="most"),
        Line(6, "statements at 100 as at 10 rows", counts[100], counts[20], 1, "", beside="at 10"),
    ]
