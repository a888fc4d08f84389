"""Tests: vocabulary."""
