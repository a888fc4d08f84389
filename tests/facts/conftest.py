"""Each proof works on the whole demonstration (`demo`), in a transaction that is taken back."""
