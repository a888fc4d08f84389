"""Frameworks: the standards and questions that organisations answer, as immutable versions."""
