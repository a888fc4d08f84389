"""
The register of what a person may hold open, to which each topic above adds its own kinds.

An administrator who hands a leaver's work over learns how much there is of each kind and never what it says. Whoever
takes it over finds the records themselves, as far as their own roles open them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from safeguarding.core.access.policy import Permission
from safeguarding.core.access.reachable import Reachable
from safeguarding.core.people.models import User


@dataclass(frozen=True)
class Kind:
    """
    One kind of work that hangs on a person: how it is found, what it takes to go on with it, and where it is done.

    :param hangs_on: gives, for a person and a day, the condition that a row is theirs and still open.
    :param title: what a record is called on the page of whoever takes it over.
    :param goes_with_post: True where it belongs to a post, so that whoever holds the post next has it.
    """

    key: str
    one: str
    many: str
    model: type[Reachable]
    permission: Permission
    hangs_on: Callable[[User, date], Q]
    address: Callable[[Any], str]
    title: Callable[[Any], str] = str
    goes_with_post: bool = False
    owner: str = "organisation"


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add one kind of work; a topic calls this once, in its file `openwork.py`."""
    KINDS[kind.key] = kind
