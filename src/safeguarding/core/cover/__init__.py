"""Who takes over somebody's work: for good, when they leave."""
