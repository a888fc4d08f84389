"""Tests: act/actions."""
