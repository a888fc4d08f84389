"""The tables of the room assure, gathered for Django."""
