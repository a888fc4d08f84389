"""Refusals: the errors whose words are fit to show to a person."""


class Refused(Exception):
    """Something a person asked for cannot be done, in words that tell them what to do about it."""


class Stale(Refused):
    """Somebody else saved the same thing after this form was opened."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message or "Somebody else changed this after you opened it. Check their change and try again."
        )
