"""Files that people send: checked by content, kept under random names, handed out by their owner's policy."""
