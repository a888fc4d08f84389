"""Numbers as people type them: 1,234 and 86.5, in ordinary digits. Anything doubtful is refused, never guessed."""

import re
from decimal import Decimal

# [0-9], not \d: full-width and other digits look like numbers and would be guesses. Commas only where thousands stand.
PLAIN = re.compile(r"[-\u2212]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
LONGEST = 30
LARGEST = 2_147_483_647  # PostgreSQL's integer


def parse(text: str) -> Decimal | None:
    """Return the number that the text says, or None where it does not plainly say one."""
    text = text.strip()
    if len(text) > LONGEST or not PLAIN.fullmatch(text):
        return None
    return Decimal(text.replace(",", "").replace("\u2212", "-"))
