"""The tables of the room collect, gathered for Django."""
