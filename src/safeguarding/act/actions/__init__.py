"""Actions: what somebody is to do by a day, seen by the one who owns it and the one who opened it."""
