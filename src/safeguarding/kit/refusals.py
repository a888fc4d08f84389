"""Refusals: the errors whose words are fit to show to a person."""

from collections.abc import Mapping


class Refused(Exception):
    """Something a person asked for cannot be done, in words that tell them what to do about it."""


class Stale(Refused):
    """Somebody else saved the same thing after this form was opened."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message or "Somebody else changed this after you opened it. Check their change and try again."
        )


class NothingChanged(Refused):
    """A correction that says what stands already."""


def changed_in(row: object, said: Mapping[str, object]) -> list[str]:
    """
    Return the names of what a correction changes, in the order of the alphabet.

    :raises NothingChanged: if all of it stands already: a history of corrections that change nothing tells nobody anything.
    """
    changed = sorted(name for name, value in said.items() if getattr(row, name) != value)
    if not changed:
        raise NothingChanged("Nothing was changed.")
    return changed
