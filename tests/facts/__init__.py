"""Tests: facts."""
