"""The door of the room assure: what the rooms above may use."""

__all__: list[str] = []
