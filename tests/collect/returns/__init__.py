"""Tests: collect, returns."""
