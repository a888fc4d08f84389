"""Tests: act/disclosures."""
