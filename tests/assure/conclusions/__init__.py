"""Tests: assure/conclusions."""
