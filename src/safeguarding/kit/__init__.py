"""Tools without tables, organisations or people."""
