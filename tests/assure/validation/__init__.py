"""Tests: assure/validation."""
