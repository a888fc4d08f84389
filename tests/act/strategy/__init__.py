"""Tests: strategy."""
