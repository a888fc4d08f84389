"""The tables of the room collect, gathered for Django."""

__all__: list[str] = []
