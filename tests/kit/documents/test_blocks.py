"""What a document may hold, and what can never be built."""

from datetime import date
from decimal import Decimal

import pytest

from safeguarding.kit.charts.columns import columns
from safeguarding.kit.documents import blocks
from safeguarding.kit.documents.drawings import require_harmless

SOURCE = blocks.Source(
    "training.latest", {"indicator": "T03"}, as_at="31 March 2027", label="Training returns"
)
DRAWING = columns("Drawing", ["x"], {"y": [1]})
TABLE = blocks.Table("Caption", ("Name", "Value"), [("A", 1)])


def figure(value=Decimal("92.4"), text="92.4%", **more):
    return blocks.Figure("t03", value, text, "per cent", SOURCE, **more)


def test_a_missing_value_is_a_word_and_never_nought():
    assert figure(None, "", state="not collected").shown == "not collected"
    with pytest.raises(ValueError, match="state"):
        figure(0, "0", state="not collected")
    with pytest.raises(ValueError, match="state"):
        figure(None, "0")


def test_a_qualifier_stands_with_its_figure():
    assert figure(120, "120", qualifier="at least").shown == "at least 120"
    assert figure(qualifier="percentage only").shown == "92.4% (percentage only)"
    with pytest.raises(ValueError, match="qualifier"):
        figure(qualifier="roughly")


def test_a_figure_must_be_finite():
    with pytest.raises(ValueError, match="finite"):
        figure(Decimal("NaN"))


def test_every_row_has_every_column():
    with pytest.raises(ValueError, match="cell"):
        blocks.Table("Caption", ("A", "B"), [("x",)])


def test_columns_of_numbers_are_told_from_words_and_dates():
    nothing = figure(None, "", state="suppressed")
    day = figure(date(2027, 1, 1), "1 January 2027")
    rows = [(1, 2, figure(), nothing, day, "x"), (1, "", nothing, nothing, day, 2)]

    table = blocks.Table("Caption", tuple("abcdef"), rows)

    assert table.numeric == (False, True, True, False, False, False)


@pytest.mark.parametrize("conclusion", ["", "  ", ()])
def test_a_chart_says_what_to_conclude(conclusion):
    with pytest.raises(ValueError, match="conclusion"):
        blocks.Chart("Title", DRAWING, TABLE, conclusion)


def test_a_chart_has_its_table():
    with pytest.raises(ValueError, match="table"):
        blocks.Chart("Title", DRAWING, None, "It rose.")


def test_text_is_cleaned_wherever_it_stands():
    dirty = "a\x00b\x0bc\x1fd\ud800e\u202ef\r\ng"
    document = blocks.Document(
        dirty, "", "", "", "", "", parts=[blocks.Part("1", dirty, "k", [blocks.Bullets([dirty])])]
    )

    assert document.title == document.parts[0].title == "abcd\ufffdef\ng"
    assert document.parts[0].blocks[0].items == (("abcd\ufffdef\ng",),)


def test_figures_are_walked_in_reading_order():
    first, second, third = (figure(n, str(n)) for n in (1, 2, 3))
    chart = blocks.Chart("Title", DRAWING, blocks.Table("C", ("A", "B"), [("x", third)]), ("It is ", second))
    part = blocks.Part("1", "One", "one", [blocks.Paragraph("Text ", blocks.Strong("x")), chart])
    document = blocks.Document("T", "", "", "", "", "", front=[("Staff", first)], parts=[part])

    assert [each.value for each in blocks.figures(document)] == [1, 2, 3]


def test_parts_have_keys_of_their_own():
    with pytest.raises(ValueError, match="key"):
        blocks.Document(
            "T", "", "", "", "", "", parts=[blocks.Part("1", "A", "k"), blocks.Part("2", "B", "k")]
        )


@pytest.mark.parametrize(
    "bad",
    [
        "<p/>",
        "<svg><script/></svg>",
        '<svg onload="x()"/>',
        "<svg><image/></svg>",
        '<svg><rect fill="url(http://a.example/x)"/></svg>',
        '<svg><rect style="fill:red"/></svg>',
        '<svg><text xlink:href="x"/></svg>',
        '<svg><!DOCTYPE a [<!ENTITY b "c">]></svg>',
        "<svg>",
        "<svg/><svg/>",
    ],
)
def test_a_drawing_holds_shapes_and_words_only(bad):
    with pytest.raises(ValueError, match="drawing"):
        require_harmless(bad)
