"""Who takes over somebody's work: on some days as their deputy, or for good when they leave."""
