"""Who did what and who read what, chained so that tampering shows."""
