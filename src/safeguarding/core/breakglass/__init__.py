"""Opening one restricted record in an emergency: rarely, for an hour, with a ground, and never unseen."""
