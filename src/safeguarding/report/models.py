"""The tables of the room report, gathered for Django."""

__all__: list[str] = []
