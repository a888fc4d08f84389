"""What we do about it: strategy, actions, learning, supervision and partnerships."""
