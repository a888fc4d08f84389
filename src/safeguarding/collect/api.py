"""The door of the room collect: what the rooms above may use."""

__all__: list[str] = []
