"""Tests: assure/visits."""
