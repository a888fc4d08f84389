"""The tables of the room act, gathered for Django."""
