"""What one organisation lets another see for a time."""
