"""Alerts about an adult at risk, kept by the provider that raised them, under a reference and never a name."""
