"""The list of law and guidance."""

import pytest
from django.urls import reverse

from tests.core.people import acts

ADDRESS = reverse("core:vocabulary_sources")


def test_a_wrong_citation_finds_the_right_section(world, sign_in):
    page = acts.text(sign_in(world.adi), ADDRESS, q="Children Act 1989 section 11")

    assert "Children Act 2004 section 11" in page
    assert "1 source" in page


def test_says_how_each_stands_and_is_downloaded(world, sign_in):
    client = sign_in(world.pat)

    assert "Superseded" in acts.text(client, ADDRESS, q="Data Protection Act 1998")
    assert "Care Act 2014" in client.get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("pat", 200), ("terry", 403), ("bo", 403)])
def test_opens_for_those_who_read_the_library(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
