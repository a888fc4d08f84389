"""What happens to typed and pasted text."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit.forms import clean, fields


def short(**options):
    return fields.ShortText(label="Name of the organisation", called="a name", **options)


@pytest.mark.parametrize(
    "name",
    [
        "Siobhán O’Connor-Ní Dhálaigh",
        "O",
        "O'Brien'; DROP TABLE x;--",
        "{{7*7}} {% debug %}",
        "محمد",
        "👩‍👩‍👧",
        "=1+1",
    ],
)
def test_an_honest_name_is_kept_as_it_was_typed(name):
    assert short().clean(name) == name


def test_composed_and_decomposed_letters_are_one_name():
    assert short().clean(unicodedata.normalize("NFD", "Zoë")) == "Zoë"


@pytest.mark.parametrize(
    "twin",
    [
        "ICB\u00a0Lancashire",
        "ICB \u200bLancashire",
        " ICB  Lancashire ",
        "ICB\u2003Lancashire",
        "ICB Lanca\u00adshire",
        "\ufeffICB\nLancashire",
    ],
)
def test_an_invisible_twin_becomes_the_same_name(twin):
    assert short().clean(twin) == "ICB Lancashire"


@pytest.mark.parametrize("blank", ["", " ", "\u00a0\u2003", "\u200b", None])
def test_invisible_characters_alone_are_no_answer(blank):
    with pytest.raises(ValidationError, match="Enter a name"):
        short().clean(blank)


@pytest.mark.parametrize(
    ("hostile", "said"),
    [
        ("a\x00b", "null character"),
        ("a\ud800b", "Part of a character"),
        ("a\u202eb", "direction"),
        ("\u2066a", "direction"),
    ],
)
def test_what_no_honest_keyboard_types_is_refused(hostile, said):
    for field in (short(), fields.LongText(label="Note"), fields.Email(), fields.Search()):
        with pytest.raises(ValidationError, match=said):
            field.clean(hostile)


def test_line_breaks_of_every_kind_are_one_kind():
    text = fields.LongText(label="Note").clean("one\r\ntwo\rthree\x0bfour\u2028five  \n\n six\tseven")
    assert text == "one\ntwo\nthree\nfour\nfive\n\n six\tseven"


def test_control_characters_are_taken_out():
    assert short().clean("a\x07b\x1b[0m\x7f\uffff") == "ab[0m"


def test_length_is_counted_in_characters_after_tidying():
    assert short(max_length=3).clean("e\u0301e\u0301e\u0301") == "ééé"
    assert len(short().clean("x" * 255)) == 255
    with pytest.raises(ValidationError, match=r"A name must be 255 characters or fewer. You entered 300."):
        short().clean("x" * 300)


def test_a_million_characters_are_refused_and_counted():
    with pytest.raises(ValidationError, match="You entered 1,048,576"):
        fields.LongText(label="Note", max_length=500).clean("x" * 1_048_576)
    with pytest.raises(ValidationError, match="You entered 2,000,001"):
        fields.LongText(label="Note", max_length=500).clean("\x00" * 2_000_001)


@pytest.mark.parametrize(
    "field", [short(), fields.Email(), fields.Search(), fields.WholeNumber(label="Staff")]
)
def test_a_text_made_to_take_long_is_refused_soon(field):
    with pytest.raises(ValidationError):
        field.clean('"a"' * 50_000 + "!")


def test_one_person_has_one_email_address():
    assert fields.Email().clean(" A@NHS.net ") == "a@nhs.net"
    with pytest.raises(ValidationError, match="like name@example.com"):
        fields.Email().clean("not an address")


def test_a_password_is_taken_exactly_as_typed():
    assert fields.Password().clean("  correct horse\u00a0") == "  correct horse\u00a0"


def test_what_was_refused_can_still_be_shown():
    assert clean.showable("a\x00b\ud800\x07c") == "a\ufffdb\ufffdc"
    assert clean.showable(None) == ""
    clean.showable("a\ud800").encode()


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing_more(text):
    for tidy in (clean.one_line, clean.paragraphs):
        try:
            once = tidy(text)
        except ValidationError:
            continue
        assert tidy(once) == once
        assert unicodedata.is_normalized("NFC", once)
        once.encode()


@pytest.mark.parametrize(
    ("label", "called", "said"),
    [
        ("Title", "", "Enter the title"),
        ("Day on which it ended", "", "Enter the day on which it ended"),
        ("What happened", "", "Enter what happened"),
        ("Your full name", "", "Enter your full name"),
        ("A name", "", "Enter a name"),
        ("Reference", "a local reference", "Enter a local reference"),
    ],
)
def test_an_empty_field_is_asked_for_in_a_whole_sentence(label, called, said):
    with pytest.raises(ValidationError, match=f"^\\['{said}'\\]$"):
        fields.ShortText(label=label, called=called).clean("")
