"""A document comes back from JSON exactly as it went in, whatever stands in it."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from safeguarding.kit.charts.columns import columns
from safeguarding.kit.documents import blocks, exchange

texts = some.text(
    alphabet=some.characters(), max_size=20
)  # with control characters and halves of surrogate pairs
titles = texts.map(lambda text: f"T{text}")
sources = some.builds(
    blocks.Source,
    query=texts,
    arguments=some.dictionaries(texts, texts, max_size=2),
    rows=some.lists(texts, max_size=2),
    row_count=some.integers(),
    row_hash=texts,
    as_at=texts,
    label=texts,
)
decimals = some.decimals(allow_nan=False, allow_infinity=False)
figures = some.builds(
    blocks.Figure,
    key=texts,
    value=decimals | some.integers() | some.dates(),
    text=titles,
    unit=texts,
    source=sources,
    qualifier=some.sampled_from(blocks.QUALIFIERS),
)
missing = some.builds(
    blocks.Figure,
    key=texts,
    value=some.none(),
    text=texts,
    unit=texts,
    source=sources,
    state=some.sampled_from(blocks.MISSING),
)
parts = some.lists(texts | figures | missing | titles.map(blocks.Strong), max_size=3)
tables = some.lists(some.tuples(texts, some.integers() | decimals | figures | missing), max_size=3).map(
    lambda rows: blocks.Table("Caption", ("Name", "Value"), rows, ("A note",))
)
DRAWING = columns("A & B <c>", ["x"], {"y": [1]})
some_blocks = (
    some.builds(blocks.Heading, titles, some.sampled_from([1, 2, 3]))
    | parts.map(lambda pieces: blocks.Paragraph(*pieces))
    | some.builds(blocks.Bullets, some.lists(parts, max_size=3))
    | some.builds(blocks.Numbered, some.lists(texts, max_size=3))
    | tables
    | tables.map(lambda table: blocks.Chart("Chart", DRAWING, table, "It rose."))
    | some.just(blocks.Diagram("Diagram", DRAWING, blocks.Bullets(["A reports to B."])))
    | some.builds(blocks.Callout, some.sampled_from(blocks.CALLOUT_KINDS), titles, parts)
    | some.builds(blocks.Quotation, texts, texts)
    | some.builds(blocks.SummaryList, some.lists(some.tuples(texts, parts), max_size=2))
)
documents = some.builds(
    blocks.Document,
    title=titles,
    subtitle=texts,
    organisation=texts,
    period_label=texts,
    status=texts,
    version=texts,
    contributors=some.lists(texts, max_size=2),
    front=some.lists(some.tuples(texts, parts), max_size=2),
    parts=some.lists(some_blocks, max_size=4).map(lambda them: [blocks.Part("1", "One", "one", them)]),
)


@given(documents)
def test_a_document_comes_back_exactly(document):
    text = exchange.to_json(document)

    assert exchange.from_json(text) == document
    assert exchange.to_json(exchange.from_json(text)) == text
    assert "\\u0000" not in text  # PostgreSQL's jsonb refuses it


def test_a_decimal_keeps_its_places_and_a_date_its_type():
    source = blocks.Source("q")
    figure = blocks.Figure("k", Decimal("92.40"), "92.40%", "per cent", source)
    when = blocks.Figure("d", date(2027, 3, 31), "31 March 2027", "date", source)
    document = blocks.Document("T", "", "", "", "", "", front=[("At", [when, figure])])

    back = list(blocks.figures(exchange.from_json(exchange.to_json(document))))

    assert [str(each.value) for each in back] == ["2027-03-31", "92.40"]
    assert isinstance(back[0].value, date)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"is":"Heading","text":"x","level":1}',
        '{"is":"Document"}',
        '{"is":"os"}',
        '{"decimal":"x"}',
        "3",
    ],
)
def test_what_is_not_a_document_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        exchange.from_json(text)


def test_a_stored_drawing_with_a_script_is_refused():
    table = blocks.Table("C", ("A",), [("x",)])
    document = blocks.Document(
        *("T", "", "", "", "", ""),
        parts=[blocks.Part("1", "P", "p", [blocks.Chart("Ch", DRAWING, table, "So.")])],
    )
    stored = json.loads(exchange.to_json(document))
    stored["parts"][0]["blocks"][0]["svg"] = DRAWING.replace("<title", "<script>alert(1)</script><title", 1)

    with pytest.raises(ValueError, match="script"):
        exchange.from_json(json.dumps(stored))
