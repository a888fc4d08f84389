"""Tests: core/organisations."""
