"""Charts are safe, complete and readable without seeing them."""

from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from safeguarding.kit.charts.columns import columns
from safeguarding.kit.charts.hierarchy import Node, hierarchy, sentences
from safeguarding.kit.charts.scale import printed, scale
from safeguarding.kit.charts.svg import width_of, wrapped
from safeguarding.kit.charts.trend import trend
from safeguarding.kit.documents.drawings import require_harmless
from safeguarding.kit.documents.text import clean

names = some.text(max_size=30).map(clean)
values = some.none() | some.integers(0, 10**9) | some.floats(0, 10**6) | some.fractions(0, 10**6)
SVG = "{http://www.w3.org/2000/svg}"


def written(svg):
    return [text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@given(some.lists(some.tuples(names, values, values), min_size=1, max_size=30), names, names)
def test_any_values_and_names_give_a_harmless_drawing(rows, title, series):
    labels, first, second = zip(*rows, strict=True)
    for draw in (columns, trend):
        for lines in ({series: first}, {series: first, f"{series} too": second}):
            require_harmless(draw(title, labels, lines, target=5))


@given(some.lists(some.floats(-1e6, 1e6) | some.integers(0, 10**9), min_size=1), some.booleans())
@example([6.0, -5e-324], False)
def test_the_axis_holds_every_value(numbers, from_zero):
    axis = scale(numbers, 0, 100, from_zero=from_zero)

    assert axis.low <= min(numbers)
    assert axis.high >= max(numbers)
    assert all(-0.01 <= axis.y(number) <= 100.01 for number in numbers)


@given(some.text(max_size=80), some.integers(60, 200))
@example("0000M&", 60)
def test_wrapped_text_fits_and_loses_nothing(words, width):
    lines = wrapped(words, width, most=1000)

    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(width_of(line) <= width for line in lines)


def test_values_stand_on_the_columns_and_a_missing_one_is_said():
    svg = columns("Training", ["Level 2", "Level 3"], {"Staff in date": [Fraction(185, 2), None]}, "%")

    assert "92.5%" in written(svg)
    assert "no data" in written(svg)
    assert "Staff in date: Level 2 92.5%, Level 3 no data." in svg


def test_series_are_told_apart_without_colour():
    svg = columns("Alerts", ["North"], {"2025": [3], "2026": [4]})

    assert "<pattern" in svg
    assert {"2025", "2026"} <= set(written(svg))


def test_a_missing_period_breaks_the_line():
    whole, broken = (trend("T", list("abcd"), {"x": [1, 2, 3, third]}) for third in (4, None))
    gap = trend("T", list("abcd"), {"x": [1, 2, None, 4]})

    assert [svg.count("<polyline") for svg in (whole, broken, gap)] == [1, 1, 1]
    assert gap.count("<circle") == 3


@pytest.mark.parametrize("draw", [columns, trend])
def test_a_series_of_another_length_is_refused(draw):
    with pytest.raises(ValueError, match="one value"):
        draw("T", ["a", "b"], {"x": [1]})


@pytest.mark.parametrize(
    ("value", "unit", "text"), [(100.0, "%", "100%"), (0, "", "0"), (1234.56, "days", "1,234.6 days")]
)
def test_values_are_printed_as_people_write_them(value, unit, text):
    assert printed(value, unit) == text


BOARD = Node("board", "Integrated care board")
GROUP = Node("group", "Safeguarding assurance group", "Every 2 months", ("board",), ("nurse",))
NURSE = Node("nurse", "Designated nurse")


def test_a_governance_chart_shows_every_box_and_both_columns():
    svg = hierarchy("Governance", [BOARD, GROUP], [NURSE])

    assert {"Structures and committees", "Individual accountability", "Designated nurse"} <= set(written(svg))
    assert "stroke-dasharray" in svg
    require_harmless(svg)


def test_a_governance_chart_can_be_read_aloud():
    assert sentences([BOARD, GROUP, NURSE])[1] == (
        "Safeguarding assurance group (Every 2 months) reports to Integrated care board and works with Designated nurse."
    )


@given(some.lists(some.tuples(names, some.integers(0, 100), some.booleans()), min_size=1, max_size=25))
def test_boxes_never_cover_one_another(given_boxes):
    nodes, people = [], []
    for count, (name, up, person) in enumerate(given_boxes):
        column = people if person and nodes else nodes
        above = (column[up % len(column)].key,) if column else ()
        column.append(Node(str(count), name, reports_to=above))

    svg = hierarchy("Governance", nodes, people)

    rectangles = [
        tuple(float(box.get(side)) for side in ("x", "y", "width", "height"))
        for box in ElementTree.fromstring(svg).iter(f"{SVG}rect")
        if box.get("x")
    ]
    assert len(rectangles) == len(given_boxes)
    for i, (x, y, wide, tall) in enumerate(rectangles):
        for u, v, _, _ in rectangles[i + 1 :]:
            assert abs(x - u) >= wide or abs(y - v) >= tall


@pytest.mark.parametrize(
    "nodes",
    [
        [],
        [BOARD, BOARD],
        [Node("a", "A", reports_to=("b",))],
        [Node("a", "A", reports_to=("b",)), Node("b", "B", reports_to=("a",))],
    ],
)
def test_governance_that_cannot_be_drawn_is_refused(nodes):
    with pytest.raises(ValueError, match=r"."):
        hierarchy("Governance", nodes)
