"""Tests: collect, imports."""
