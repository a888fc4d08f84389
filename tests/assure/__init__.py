"""Tests: assure."""
