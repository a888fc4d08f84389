"""How many processes share the proofs of `./run security`."""

import os

ASKED = "PROCESSES"


def processes() -> int:
    """Return how many processes share the proofs: as many as were asked for, or as the machine has, from two to eight."""
    return min(max(int(os.environ.get(ASKED, 0)) or os.cpu_count() or 2, 2), 8)
