"""What the public may read: the figures of signed papers under disclosure control, and the pages of the footer."""
