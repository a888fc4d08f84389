"""Tests: assure/oversight."""
