"""The door of the room assure: what the rooms above may use, and nothing else."""

__all__: list[str] = []
