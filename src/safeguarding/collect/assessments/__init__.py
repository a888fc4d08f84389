"""Assessments: a framework is issued to organisations, they answer it, and it comes back signed."""
