"""Organisations, their kinds, names, identifiers, relations, successions and contracts."""
