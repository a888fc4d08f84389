"""Measures the product beside a minimal Django application and bare PostgreSQL, in one interleaved run: `./run bench`."""
