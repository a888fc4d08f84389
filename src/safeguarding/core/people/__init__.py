"""Users, statutory posts, bodies, seats and reporting lines."""
