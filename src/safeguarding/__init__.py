"""Manage safeguarding assurance: collect, assure, act, report."""

__version__ = "0.1.0"
