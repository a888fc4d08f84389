"""Tests: assure/themes."""
