"""Words that would say who somebody is are found by their kind; labels and places are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.kit import identifying


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("943 476 5919", "an NHS number"),
        ("Ref 9434765918", "a number of ten digits"),
        ("A123456789012", "a unique pupil number"),
        ("lives at LA1 4RP", "a full postcode"),
        ("ask ann@example.com", "an email address"),
        ("DOB: 3/4/2011", "a date of birth"),
        ("Mr Brown rang", "a person's name"),
        ("a boy called Dev", "a person's name"),
        ("Sarah Green", "a person's name"),
    ],
)
def test_each_kind_is_found(text, kind):
    assert identifying.findings(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SCR 1",
        "Child A",
        "North Wyvern",
        "Learning and improvement sub-group",
        "Ofsted visited in May 2019",
        "LDR-07",
    ],
)
def test_what_names_nobody_is_left_alone(text):
    assert identifying.findings(text) == []


@given(st.integers(0, 999_999_999))
def test_a_number_is_an_nhs_number_for_at_most_one_last_digit(start):
    numbers = [f"{start:09d}{last}" for last in range(10)]

    assert sum(identifying.is_nhs_number(number) for number in numbers) <= 1


def test_a_forename_alone_is_refused_in_a_label_and_allowed_in_a_sentence():
    identifying.refuse_identity("The note", "Rosie")
    with pytest.raises(identifying.SaysWho, match="The label holds a person's name"):
        identifying.refuse_identity("The label", "Rosie B", is_label=True)
