"""Tests: report, papers."""
