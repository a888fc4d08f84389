"""Tests: act."""
