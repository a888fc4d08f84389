"""Tests: report, sections."""
