"""Tests: collect/reviews."""
