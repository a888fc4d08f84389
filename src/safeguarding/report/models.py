"""The tables of the room report, gathered for Django."""
