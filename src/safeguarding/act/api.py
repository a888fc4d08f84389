"""The door of the room act: what the rooms above may use."""

__all__: list[str] = []
