"""
Red, amber or green by the target of the day.

A rating goes by the definition and its date and not by the number: 89% is green against 85 for Prevent and amber against
90 for the other levels. It is given by the exact figure: 84.96% is not 85%.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from safeguarding.collect.api import Figure, figure_number_text
from safeguarding.kit.periods import long_date
from safeguarding.kit.quantities import rounded

WORDS = {"G": "Green", "A": "Amber", "R": "Red"}


@dataclass(frozen=True)
class Rating:
    """A letter, the target that gave it and why."""

    letter: str
    reason: str
    target: Fraction

    @property
    def words(self) -> str:
        """Return the colour's name."""
        return WORDS[self.letter]


def target_on(targets: tuple[dict[str, Any], ...], day: date) -> dict[str, Any] | None:
    """Return the target that stood on a day: the latest that had begun."""
    begun = [target for target in targets if date.fromisoformat(target["from"]) <= day]
    return max(begun, key=lambda target: target["from"]) if begun else None


def rate(figure: Figure) -> Rating | None:
    """Return the rating of a figure on the last day of its period; None without a figure, target or better way."""
    exact = figure.exact
    target = target_on(figure.targets, figure.period.ends_on)
    if exact is None or target is None or figure.direction == "neither":
        return None
    green, amber = Fraction(str(target["green"])), Fraction(str(target["amber"]))
    sign = 1 if figure.direction == "up" else -1
    reached = [letter for letter, limit in (("G", green), ("A", amber)) if sign * exact >= sign * limit]
    letter = reached[0] if reached else "R"
    return Rating(letter, _reason(figure, letter, exact, green, amber, target), green)


def _reason(
    figure: Figure, letter: str, exact: Fraction, green: Fraction, amber: Fraction, target: dict
) -> str:
    place = _places_that_tell(exact, green if letter != "R" else amber, figure.places)
    shown = figure_number_text(exact, figure.unit, place)
    goal, limit = _plain(green, figure.unit), _plain(amber, figure.unit)
    worse = "below" if figure.direction == "up" else "above"
    words = {
        "G": f"{shown} meets the target of {goal}",
        "A": f"{shown} is {worse} the target of {goal} and not {worse} {limit}",
        "R": f"{shown} is {worse} {limit}; the target is {goal}",
    }[letter]
    return f"{words} (from {long_date(date.fromisoformat(target['from']))}: {target['authority']})"


def _plain(number: Fraction, unit: str) -> str:
    return figure_number_text(number, unit, 0 if number.denominator == 1 else 1)


def _places_that_tell(exact: Fraction, limit: Fraction, places: int) -> int:
    """Return enough decimal places that the figure does not seem to equal a limit that it misses."""
    while exact != limit and rounded(exact, places) == limit and places < 6:
        places += 1
    return places
