"""One indicator's definition."""

import pytest
from django.urls import reverse


def page_of(client, urn):
    return client.get(reverse("collect:returns_definition", args=[urn]))


@pytest.mark.parametrize(
    ("urn", "words"),
    [
        ("looked-after.initial-assessments", "within 20 working days"),
        ("looked-after.initial-assessments", "1 April 2015"),
        ("adults.conversion", "as a percentage of"),
        ("adults.concerns", "No target: the figure is not rated."),
        ("training.competence", "Anything that its sender names"),
    ],
)
def test_a_definition_says_what_is_counted_and_since_when_a_target_stands(world, sign_in, urn, words):
    assert words in page_of(sign_in(world.dana), urn).content.decode()


def test_an_indicator_that_is_not_there_is_not_found(world, sign_in):
    assert page_of(sign_in(world.dana), "no.such").status_code == 404
