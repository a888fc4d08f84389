"""What is wrong with a figure, in words for whoever typed or sent it. Nothing here reads a table or the clock."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from safeguarding.collect.returns.figures import PERCENT, NewFigure
from safeguarding.kit.periods import long_date
from safeguarding.kit.quantities import Qualifier, State, percent, rounded

NUMBERS = ("numerator", "denominator", "value")
NO_NUMBERS = (None, None, None)
MOST = Decimal(10) ** 12  # no count of people in England comes near; a slip of the keyboard does


class Defined(Protocol):
    """What the rules need to know of an indicator."""

    title: str
    unit: str
    decimals: int
    derived: dict | None
    splits: list[str]
    open_splits: bool


def faults(figure: NewFigure, indicator: Defined, today: date) -> list[str]:
    """Return everything that is wrong with one figure; nothing means that it can be recorded."""
    found = [*_of_definition(figure, indicator), *_of_period(figure, today)]
    numbers = (figure.numerator, figure.denominator, figure.value)
    if figure.state is not State.VALUE:
        if numbers != NO_NUMBERS:
            found.append(f"A figure that is “{figure.state.value}” has no number beside it.")
        return found
    of_kind = _of_percentage if indicator.unit == PERCENT else _of_count
    return found + ([*_of_numbers(numbers)] or [*of_kind(figure, indicator)])


def _of_definition(figure: NewFigure, indicator: Defined) -> Iterator[str]:
    if indicator.derived:
        yield f"“{indicator.title}” is worked out from other figures and cannot be typed."
    if figure.split and not indicator.open_splits and figure.split not in indicator.splits:
        yield f"“{indicator.title}” is not split by “{figure.split}”."


def _of_period(figure: NewFigure, today: date) -> Iterator[str]:
    if figure.period.ends_on > today:
        yield f"The period has not ended: {long_date(figure.period.ends_on)} is after today."
    if figure.period.starts_on.year < 1948:  # the NHS began on 5 July 1948: anything earlier is a slip
        yield f"The period begins in {figure.period.starts_on.year}, before there were such figures."


def _of_numbers(numbers: tuple[Decimal | None, ...]) -> Iterator[str]:
    for name, number in zip(NUMBERS, numbers, strict=True):
        if number is not None and (wrong := _wrong_with(number) if number.is_finite() else "is not a number"):
            yield f"The {name} {wrong}."


# A month's file says the same few hundred numbers on thousands of rows.
@lru_cache(maxsize=4_096)
def _wrong_with(number: Decimal) -> str:
    """Return what is wrong with a number in itself, in words that follow its name; nothing if it is sound."""
    if number < 0:
        return "is below zero"
    if number >= MOST:
        return "is larger than any count of people"
    return "has more than six decimal places" if -int(number.normalize().as_tuple().exponent) > 6 else ""


def _of_percentage(figure: NewFigure, _: Defined) -> Iterator[str]:
    numerator, denominator, value = figure.numerator, figure.denominator, figure.value
    if (numerator is None) != (denominator is None):
        yield "Give the numerator and the denominator together, or the percentage alone."
    elif numerator is None and value is None:
        yield "Give a numerator and a denominator, a percentage, or the reason why there is none."
    elif value is not None and value > 100:
        yield f"{value} is more than 100 per cent."
    elif numerator is not None and denominator is not None:
        yield from _of_parts(numerator, denominator, value)


def _of_parts(numerator: Decimal, denominator: Decimal, value: Decimal | None) -> Iterator[str]:
    if numerator > denominator:
        yield f"The numerator, {numerator}, is more than the denominator, {denominator}."
        return
    exact = None if value is None else percent(numerator, denominator)
    if value is None or exact is None:
        return
    places = max(0, -int(value.normalize().as_tuple().exponent))
    if rounded(exact, places) != value:
        yield f"{numerator} of {denominator} is {rounded(exact, max(places, 1))}%, not {value}%."


def _of_count(figure: NewFigure, indicator: Defined) -> Iterator[str]:
    told = figure.value if figure.value is not None else figure.numerator
    if told is None:
        yield "Give a number, or the reason why there is none."
    elif figure.value is not None and figure.numerator is not None and figure.denominator is None:
        yield "Give the number once."
    elif indicator.unit == "count" and told != told.to_integral_value():
        yield f"{told} is not a whole number."


def settled(figure: NewFigure, indicator: Defined) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return numerator, denominator and value as they are stored: a percentage with its parts has no second truth."""
    if figure.state is not State.VALUE:
        return None, None, None
    if indicator.unit == PERCENT:
        parts = figure.numerator is not None
        return figure.numerator, figure.denominator, None if parts else figure.value
    if figure.denominator is not None:
        return figure.numerator, figure.denominator, figure.value
    return None, None, figure.value if figure.value is not None else figure.numerator


def qualified(figure: NewFigure, indicator: Defined) -> list[str]:
    """Return the qualifiers to store; a percentage without its numbers is marked so, whoever forgot to say it."""
    told = [q for q in figure.qualifiers if q is not Qualifier.EXACT]
    bare = indicator.unit == PERCENT and figure.state is State.VALUE and figure.numerator is None
    if bare and Qualifier.PERCENT_ONLY not in told:
        told.append(Qualifier.PERCENT_ONLY)
    return sorted(q.value for q in told if bare or q is not Qualifier.PERCENT_ONLY)
