"""Committees, boards, partnerships, panels, groups and teams, and how they stand to one another."""
