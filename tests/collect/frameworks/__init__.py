"""Tests: collect/frameworks."""
