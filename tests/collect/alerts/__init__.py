"""Tests: collect/alerts."""
