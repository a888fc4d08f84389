"""The small registry of report sections, and what a section is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.documents.blocks import Block
from safeguarding.kit.periods import Period

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Scope:
    """
    What a section reports on, and for whom.

    :param organisation: the commissioner whose report it is.
    :param period: any days, such as a year or the fifteen months before an organisation ends.
    :param actor: the author; a paper can never contain what its author may not see.
    :param known_at: read the registers as they were known at this moment; None means now.
    """

    organisation: Organisation
    period: Period
    actor: Actor
    known_at: datetime | None = None
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, question: str, ask: Callable[[], Answer]) -> Answer:
        """Return the answer to a question that several sections have, which is asked of the registers once."""
        if question not in self.kept:
            self.kept[question] = ask()
        return self.kept[question]


Build = Callable[[Scope], list[Block]]


@dataclass(frozen=True)
class Section:
    """One section of a report: the key that outlines name, its heading, and the function that builds it."""

    key: str
    title: str
    build: Build


SECTIONS: dict[str, Section] = {}


def section(key: str, title: str) -> Callable[[Build], Build]:
    """
    Register the function beneath as the section of this key.

    :raises ValueError: if two files claim the same key.
    """

    def mark(build: Build) -> Build:
        if key in SECTIONS:
            raise ValueError(f"two sections are called {key}")
        SECTIONS[key] = Section(key, title, build)
        return build

    return mark
