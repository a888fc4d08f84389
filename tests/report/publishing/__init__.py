"""Tests: report, publishing."""
