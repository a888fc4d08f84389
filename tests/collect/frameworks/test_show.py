"""One framework, to read and to print."""

from uuid import uuid4

import pytest
from django.urls import reverse

from safeguarding.collect import api as collect


def page_of(world, sign_in, urn, person="pat"):
    framework = collect.find_framework(world.actor(person), urn)
    address = reverse("collect:frameworks_show", args=[framework.public_id])
    return sign_in(getattr(world, person)).get(address).content.decode()


def test_the_provider_framework_has_twelve_standards_with_every_question(world, sign_in):
    framework = collect.find_framework(world.actor("dana"), "saf/provider")
    outline = collect.outline(framework)

    assert [standard.key for standard in outline.standards] == list("ABCDEFGHIJKL")
    counts = [len(outline.questions[standard.pk]) for standard in outline.standards]
    # The framework's own list, with the question on moving to adult services added under J.
    assert counts == [6, 10, 5, 5, 5, 5, 4, 6, 6, 6, 6, 6]


def test_section_11_has_eleven_standards(world):
    framework = collect.find_framework(world.actor("dana"), "section-11")

    assert len(collect.outline(framework).standards) == 11


def test_shows_guidance_evidence_and_what_each_rating_means(world, sign_in):
    page = page_of(world, sign_in, "saf/provider")

    assert "E3. How do you manage allegations against staff and volunteers?" in page
    assert "Typically shown by: Allegations log in numbers and Named senior manager." in page
    assert "In place everywhere it is needed" in page
    assert "Essential" in page


@pytest.mark.parametrize("person", ["dana", "homer"])
def test_nobody_finds_a_framework_that_is_not_there(world, sign_in, person):
    address = reverse("collect:frameworks_show", args=[uuid4()])

    assert sign_in(getattr(world, person)).get(address).status_code == 404
