"""Tests: collect/assessments."""
