"""
Builds the demonstration by calling operations: five closed years of real commissioners, and a made-up living board.

Each commissioner has a folder in `content/demo` and is loaded topic by topic. Its writers are made-up staff of the living
board that succeeded it, who enter past years as back-loading: `at` lies in the past, `recorded_at` is now.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from safeguarding.config.demo import (
    answers,
    figures,
    organisations,
    papers,
    people,
    registers,
    restricted,
    strategy,
    vocabulary,
)
from safeguarding.config.demo.stage import Stage

# One loader for each topic, in the order in which one needs another. A commissioner without a file for it is left alone.
TOPICS: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("people", people.load),
    ("figures", figures.load),
    ("vocabulary", vocabulary.load),
    ("strategy", strategy.load),
    ("registers", registers.load),
    ("answers", answers.load),
    ("restricted", restricted.load),
    ("narrative", papers.load),
)

COMMISSIONERS = ("morecambe-bay", "somerset", "st-helens", "city-and-hackney", "cheshire", "wyvern")


@transaction.atomic  # all of it or none: a demonstration that stopped half-way can simply be started again
def build(now: datetime, tell: Callable[[str], None] = lambda _: None) -> dict[str, Stage]:
    """
    Build the whole demonstration in an empty, migrated database with its content loaded.

    :param tell: is told in words what is being built, for whoever waits.
    """
    shared = organisations.load_shared(now)
    stages = {}
    for key in COMMISSIONERS:
        stage = organisations.load(key, shared, now)
        for topic, load in TOPICS:
            if stage.has(topic):
                tell(f"{stage.title}: {topic}")
                with stage.acting():
                    load(stage)
        stages[key] = stage
    return stages
