"""Which seed facts are proved, and how: `@proves("MB-178")` on a test says that it fails when the fact no longer holds."""

from collections.abc import Callable
from typing import Literal

How = Literal["held", "told"]

# Only facts of these kinds may be told (typed as narrative); every other kind is held in a row, relation or figure.
MAY_BE_TOLD = frozenset({"definition", "content-block", "process"})


def proves(*facts: str, how: How = "held") -> Callable[[Callable], Callable]:
    """
    Say which facts of the seeds a test proves.

    :param facts: ids such as "MB-178".
    :param how: "held" when a row, a relation, a computed figure or a generated block carries it; "told" when somebody
        typed it as narrative.
    """

    def mark(test: Callable) -> Callable:
        test.facts = {**getattr(test, "facts", {}), **dict.fromkeys(facts, how)}
        return test

    return mark
