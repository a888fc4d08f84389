"""The tables of the room assure, gathered for Django."""

__all__: list[str] = []
