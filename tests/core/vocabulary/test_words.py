"""The page of duties, cohorts and words."""

from django.urls import reverse

from tests.core.people import acts


def test_shows_terms_cohorts_and_duties(world, sign_in):
    page = acts.text(sign_in(world.dana), reverse("core:vocabulary_words"))

    assert "Unborn babies" in page
    assert "step-parent" in page
    assert "Business critical" in page
