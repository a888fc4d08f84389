"""Notices: they say that something waits, in the product and by e-mail, and never what it says."""
