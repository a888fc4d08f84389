"""Tests: collect."""
