"""Tests: act/risks."""
