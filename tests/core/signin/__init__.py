"""Tests: sign-in."""
