"""Sealed notes on statutory reviews: read by named people and by nobody else."""
