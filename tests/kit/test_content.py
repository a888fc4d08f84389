"""Content files are read strictly; every fault is named with its line."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit.content import BadContent, check, digest, load, parse, plain

SCHEMA = {
    "type": "object",
    "required": ["urn", "version", "standards"],
    "additionalProperties": False,
    "properties": {
        "urn": {"type": "string", "pattern": "^urn:"},
        "version": {"type": "integer"},
        "opened_on": {"type": "string", "format": "date"},
        "kind": {"enum": ["saf", "section-11"]},
        "standards": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": False,
                "properties": {"text": {"type": "string"}, "weight": {"type": "number"}},
            },
        },
    },
}
GOOD = """\
# A framework.
urn: urn:saf
version: 1
opened_on: 2019-04-01
standards:
  - text: "Yes"
    weight: 1.50
  - text: no
"""


def problems(text, schema=None):
    """Return the faults of a text."""
    with pytest.raises(BadContent) as refused:
        check(parse(text, "saf.yaml"), schema or {})
    return refused.value.problems


def test_reads_words_as_words_dates_as_dates_and_numbers_exactly():
    content = parse(GOOD, "saf.yaml")
    check(content, SCHEMA)

    assert content.data["opened_on"] == date(2019, 4, 1)
    assert content.data["standards"] == [{"text": "Yes", "weight": Decimal("1.50")}, {"text": "no"}]
    assert content.line(("standards", 1, "text")) == 8


@pytest.mark.parametrize(
    ("text", "value"),
    [("on", "on"), ("Yes", "Yes"), ("010", "010"), ("12:30", "12:30"), ("1_000", "1_000"), ("2019-20", "2019-20"),
     ("true", True), ("null", None), ("", None), ("-5", -5), ("1e3", "1e3"), (".inf", ".inf")],
)  # fmt: skip
def test_yaml_surprises_are_off(text, value):
    assert parse(f"a: {text}", "x.yaml").data == {"a": value}


def test_a_missing_text_is_named_with_its_line_and_place():
    text = GOOD.replace("  - text: no\n", "  - weight: 2\n")

    assert problems(text, SCHEMA) == ["saf.yaml line 8: standards[1].text is missing"]


def test_every_fault_is_found_in_the_order_of_the_file():
    text = "urn: saf\nversion: one\nopened_on: soon\nkind: other\nspare: 1\nstandards:\n  - txet: 1\n"

    assert problems(text, SCHEMA) == [
        "saf.yaml line 1: urn is wrong: 'saf' does not match '^urn:'",
        "saf.yaml line 2: version must be a whole number",
        "saf.yaml line 3: opened_on is not a date: soon",
        "saf.yaml line 4: kind must be one of saf, section-11, not other",
        "saf.yaml line 5: spare is not a known name",
        "saf.yaml line 7: standards[0].text is missing",
        "saf.yaml line 7: standards[0].txet is not a known name",
    ]


def test_a_file_that_is_not_names_at_all():
    assert problems("- 1\n", SCHEMA) == ["saf.yaml line 1: must be a set of names with values"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "saf.yaml line 4: b.c is given twice"),
        ("a: &x [1]\nb: *x\n", "saf.yaml line 1: b repeats an anchor; write it out again"),
        ("", "saf.yaml line 1: the file is empty"),
        ("a: 1\n b: 2\n", "saf.yaml line 2: mapping values are not allowed here"),
        ("a: [1\nb: 2\n", "saf.yaml line 2: did not find expected ',' or ']'"),
        ("a: 2019-02-30\n", "saf.yaml line 1: a cannot be read: 2019-02-30"),
        ("a: !!python/name:os.system x\n", "saf.yaml line 1: a cannot be read: x"),
        ("a: 1\n---\nb: 2\n", "saf.yaml line 2: but found another document"),
        (
            "a: \x00",
            "saf.yaml line 1: holds a character that is not text (special characters are not allowed)",
        ),
        ("[" * 5000, "saf.yaml line 1: is nested too deeply"),
    ],
)
def test_what_cannot_be_content(text, problem):
    found = problems(text)

    assert len(found) == 1
    assert found[0] == problem or ("expected ',' or ']'" in problem and "line" in found[0])


def test_loads_a_file_by_the_name_people_know(tmp_path):
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "saf.yaml"
    path.write_text(GOOD, encoding="utf-8")

    content = load(path, SCHEMA, relative_to=tmp_path)

    assert content.name == "content/saf.yaml"
    assert load(path).name == path.as_posix()
    path.write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(BadContent, match="content/saf.yaml line 2: is not UTF-8 text"):
        load(path, relative_to=tmp_path)


def test_the_digest_is_of_what_it_says_and_not_of_how_it_is_laid_out():
    turned = "standards: [{weight: 1.50, text: 'Yes'}, {text: no}]\nopened_on: 2019-04-01\nversion: 1\nurn: urn:saf\n"

    assert parse(GOOD, "a").digest == parse(turned, "b").digest
    assert parse(GOOD, "a").digest != parse(GOOD.replace("no", "No"), "a").digest
    assert digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.decimals(allow_nan=False, places=2),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(values)
def test_the_digest_survives_storing_as_json(value):
    assert digest(plain(value)) == digest(value)
