"""Tests: collect/sealed."""
