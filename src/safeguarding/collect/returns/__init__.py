"""Figures: what each indicator counts, and what organisations return for it."""
