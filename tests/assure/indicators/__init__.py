"""Tests: assure, indicators."""
