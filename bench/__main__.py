"""
`./run bench`: measures speed beside a minimal Django application and bare PostgreSQL, in turns, and prints one table.

Exit status: 0 every goal is met; 1 one is missed, or a page was wrong.
"""

import argparse
import os
import sys
import time
from datetime import UTC, datetime

from bench import place, table
from bench.goals import installing

RECORD = place.PROJECT / "docs" / "reference" / "performance.md"
GOALS = ("answering", "listing", "pages", "reports", "remembering", "uploading")


def main() -> int:
    """Install, fill, measure and print."""
    asked = _arguments()
    started = time.monotonic()
    os.environ.update(place.environment() | {"DJANGO_SETTINGS_MODULE": "bench.settings"})
    lines = [] if asked.again else _from_nothing()
    try:
        place.server().start()
        lines += _measure(asked)
    finally:
        place.server().stop()
    lines.sort(key=lambda line: line.goal)
    print(table.plain(lines))
    if asked.record:
        RECORD.write_text(recorded(lines, asked.rounds), encoding="utf-8")
    missed = [line for line in lines if not line.met]
    say(f"{len(lines) - len(missed)} of {len(lines)} met, in {time.monotonic() - started:.0f} seconds")
    return 1 if missed else 0


def _from_nothing() -> list[table.Line]:
    place.clear()
    say("Installing into an empty folder")
    lines = installing.install()
    place.count_statements()
    return lines


def recorded(lines: list[table.Line], rounds: int) -> str:
    """Return the page of the documents that keeps a run."""
    return (
        "# Performance\n\n<!-- Written by `./run bench --record`. -->\n\n"
        f"Measured on {datetime.now(UTC):%-d %B %Y} on a machine with {os.cpu_count()} processors, shared with other work: the "
        f"ratios count, the times do not. Medians of {rounds} rounds that take turns; every page and every save was "
        "looked at before it was timed. `minimal` is the smallest Django application that does a page's and a save's "
        "statements, on the same server, workers, database and sessions and with as many rows; `peer` is CISO Assistant "
        "3.20.8, whose recorded times are scaled by how fast the machine is at the moment.\n\n"
        "`./run bench` measures goals 1, 2, 4, 6, 9, 13, 14, 15 and 16 of those that were set.\n\n"
        + table.markdown(lines)
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds that take turns; the median counts")
    parser.add_argument("--only", nargs="*", default=[], metavar="GOAL", help="names of files in bench/goals")
    parser.add_argument(
        "--again", action="store_true", help="measure on what the last run installed and filled"
    )
    parser.add_argument(
        "--record", action="store_true", help="write the table to docs/reference/performance.md"
    )
    return parser.parse_args()


def _measure(asked: argparse.Namespace) -> list[table.Line]:
    import importlib

    import django

    django.setup()
    from bench import fill, fill_assessments, fill_indicators
    from bench.run import Run

    if not asked.again:
        say("Filling the tables")
        fill.organisations_and_people()
        fill.minimal_tables(fill_assessments.frameworks_and_assessments(fill.everyone()))
        fill_indicators.indicators()
        fill.tidy()
    people = fill.everyone()
    answers = fill.rows("minimal_answer")
    more = {"MINIMAL_ANSWERS": str(answers), "MINIMAL_ORGANISATIONS": str(fill.ORGANISATIONS)}
    lines = []
    with (
        place.superuser() as database,
        place.site(place.PRODUCT, 8610) as product,
        place.site(place.MINIMAL, 8660, **more) as minimal,
    ):
        run = Run(product, minimal, people, database, asked.rounds)
        names = [name for name in GOALS if not asked.only or name in asked.only]
        for name in names:
            say(f"Measuring {name}")
            lines += importlib.import_module(f"bench.goals.{name}").measure(run)
    return lines


def say(words: str) -> None:
    """Tell how far the run has come."""
    print(f"==> {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
