"""The tables of the room act, gathered for Django."""

__all__: list[str] = []
