"""Tests: act/supervision."""
