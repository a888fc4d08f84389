"""Papers: an outline filled from the registers, narrative, checks, freezing, sign-off and the files that people keep."""
