"""Training, forums and other events that were held, and the supervision offered to groups of staff."""
