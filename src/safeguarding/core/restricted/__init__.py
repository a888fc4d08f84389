"""Records that are closed to most: named lists, exclusions, flags, and what takes two people."""
