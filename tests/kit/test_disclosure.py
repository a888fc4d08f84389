"""Small numbers: the NHS rule, and suppression that an attacker with all totals cannot undo."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguarding.kit.disclosure import (
    LEAST_WIDTH,
    Line,
    bounds,
    counts_table,
    cross_table,
    nhs_mean,
    nhs_percent,
    nhs_rounded,
    nhs_table,
    one_way,
    shown_text,
    small_cells,
    suppress,
    suppressed_table,
)

REVIEWS = {
    "serious case reviews": 3,
    "multi-agency reviews": 3,
    "domestic homicide": 1,
    "LeDeR": 22,
    "adults reviews": 1,
}
DEATHS = {
    "total": Line("end", "start", 18),
    "expected": Line("start", "end", 8),
    "unexpected": Line("start", "unexpected", 10),
    "suicide": Line("unexpected", "end", 2),
    "other unexpected": Line("unexpected", "end", 8),
}


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), *((n, 5) for n in range(1, 8)), (8, 10), (12, 10), (13, 15), (22, 20), (1112, 1110)],
)
def test_the_nhs_rule(count, shown):
    assert nhs_rounded(count) == shown


@given(st.integers(0, 10**9))
def test_rounded_counts_are_fives_and_zero_is_zero_alone(count):
    rounded = nhs_rounded(count)

    assert rounded % 5 == 0
    assert (rounded == 0) == (count == 0)
    assert abs(rounded - count) <= 4


def test_percentages_come_from_rounded_figures():
    assert nhs_percent(402, 1112) == Fraction(100 * 400, 1110)
    assert nhs_percent(1, 3) == 100  # 5 of 5, which says that it is too few to tell
    assert nhs_percent(14, 13) == 100
    assert nhs_percent(0, 0) is None
    assert nhs_percent(8, 7) == 200
    assert (nhs_mean(30, 7), nhs_mean(30, 8)) == (None, Fraction(15, 4))


def test_counts_below_nothing_are_refused():
    with pytest.raises(ValueError, match="not below 0"):
        nhs_rounded(-1)
    with pytest.raises(ValueError, match="not below 0"):
        suppress(one_way({"a": -1, "b": 1}), 5)


def test_totals_are_rounded_by_themselves():
    table = nhs_table([[1, 1, 1], [0, 22, 13]])

    assert table.cells == ((5, 5, 5), (0, 20, 15))
    assert table.row_totals == (5, 35)
    assert table.column_totals == (5, 25, 15)
    assert table.total == 40


def test_morecambe_bays_five_small_cells():
    """Section 1 of the report for 2019/20: reviews of the year, and child deaths with a subset of two."""
    suicides = DEATHS["suicide"].value

    assert small_cells([*REVIEWS.values(), *(line.value for line in DEATHS.values())]) == [3, 3, 1, 1, 2]
    assert [nhs_rounded(count) for count in REVIEWS.values()] == [5, 5, 5, 20, 5]
    assert [nhs_rounded(line.value) for line in DEATHS.values()] == [20, 10, 10, 5, 10]
    assert nhs_rounded(suicides) == 5


def test_morecambe_bays_papers_hide_the_small_cells_and_keep_the_totals():
    reviews = suppress(one_way(REVIEWS), threshold=5)
    deaths = suppress(DEATHS, threshold=5, unpublished={"other unexpected"})

    assert reviews == {"serious case reviews", "multi-agency reviews", "domestic homicide", "adults reviews"}
    assert deaths == {"suicide"}
    assert bounds(DEATHS, {"suicide", "other unexpected"}, "suicide") == (1, 9)
    assert suppress(DEATHS, threshold=5) == {"suicide", "other unexpected"}  # the rest would give it away


def test_a_single_small_cell_takes_others_with_it():
    table = suppressed_table([[2, 20, 30], [40, 50, 60], [70, 80, 90]])

    assert table.cells[0][0] is None
    assert sum(cell is None for row in table.cells for cell in row) == 4
    assert None not in (*table.row_totals, *table.column_totals, table.total)
    assert [shown_text(cell) for cell in table.cells[0]][0] == "*"
    assert shown_text(1162) == "1,162"


def test_zeros_stay_and_large_tables_stay_as_they_are():
    assert suppressed_table([[0, 50], [60, 0]]) == counts_table([[0, 50], [60, 0]])


def test_where_cells_do_not_do_totals_are_hidden_too():
    table = suppressed_table([[3, 0], [0, 50]])

    assert table.cells[0][0] is None
    assert table.row_totals[0] is None
    assert table.column_totals[0] is None


def test_a_table_of_one_cell_hides_all():
    table = suppressed_table([[2]])

    assert (table.cells, table.row_totals, table.column_totals, table.total) == (
        ((None,),),
        (None,),
        (None,),
        None,
    )


def test_figures_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up"):
        suppress({"a": Line("s", "e", 3), "t": Line("e", "s", 4)}, 5)
    with pytest.raises(ValueError, match="same number of cells"):
        suppressed_table([[1, 2], [3]])


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


@given(tables, st.integers(2, 10))
def test_no_small_figure_can_be_narrowed_down(cells, threshold):
    lines = cross_table(cells)

    hidden = suppress(lines, threshold)

    for key, line in lines.items():
        if 0 < line.value < threshold:
            assert key in hidden
            least, greatest = bounds(lines, hidden, key)
            assert least <= line.value
            assert greatest is None or (line.value <= greatest and greatest - least >= LEAST_WIDTH)
        assert line.value or key not in hidden


def fillings(row, total, most):
    """Return every way to fill the hidden cells of a row that agrees with its total, if that is shown."""
    free = range(1, (most if total is None else total) + 1)
    ways = itertools.product(*(free if cell is None else (cell,) for cell in row))
    return [way for way in ways if total is None or sum(way) == total]


def attack(shown, most):
    """Return all the values that each hidden cell takes in any table that agrees with what is shown, by trying all."""
    places = [(i, j) for i, row in enumerate(shown.cells) for j, cell in enumerate(row) if cell is None]
    taken = {place: set() for place in places}
    rows = [fillings(row, total, most) for row, total in zip(shown.cells, shown.row_totals, strict=True)]
    for table in itertools.product(*rows):
        sums = [*map(sum, zip(*table, strict=True))]
        pairs = zip((*shown.column_totals, shown.total), (*sums, sum(sums)), strict=True)
        if all(told is None or told == found for told, found in pairs):
            for i, j in places:
                taken[i, j].add(table[i][j])
    return taken


@pytest.mark.long
@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=2, max_size=2))
def test_trying_every_table_leaves_an_attacker_with_four_values_or_more(cells):
    """Independent of the proof: no network, no flow, only counting."""
    shown = suppressed_table(cells, threshold=5)

    for (i, j), values in attack(shown, most=10).items():
        if cells[i][j] < 5:
            assert max(values) - min(values) >= LEAST_WIDTH


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 6), min_size=2, max_size=2), min_size=2, max_size=2), st.data())
def test_the_bounds_are_exactly_what_trying_every_table_finds(cells, data):
    lines = cross_table(cells)
    places = [key for key in lines if key[0] == "cell"]
    hidden = data.draw(st.sets(st.sampled_from(places), min_size=1))
    true = counts_table(cells)
    blanked = [[None if ("cell", i, j) in hidden else cells[i][j] for j in (0, 1)] for i in (0, 1)]
    shown = type(true)(tuple(map(tuple, blanked)), true.row_totals, true.column_totals, true.total)

    found = attack(shown, most=12)

    for _, i, j in hidden:
        assert bounds(lines, hidden, ("cell", i, j)) == (min(found[i, j]), max(found[i, j]))
