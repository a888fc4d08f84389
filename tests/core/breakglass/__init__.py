"""Tests: core/breakglass."""
