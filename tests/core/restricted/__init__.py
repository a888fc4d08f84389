"""Tests: core/restricted."""
