"""The door of the room act: what the rooms above may use, and nothing else."""

__all__: list[str] = []
