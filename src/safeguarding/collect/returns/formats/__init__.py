"""The layouts in which figures come in."""
