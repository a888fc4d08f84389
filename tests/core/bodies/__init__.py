"""Tests: bodies."""
