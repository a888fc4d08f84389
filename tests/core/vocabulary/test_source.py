"""The page of one source."""

from django.urls import reverse

from safeguarding.core.vocabulary import queries
from tests.core.people import acts


def test_shows_what_it_replaces_and_the_duties_that_rest_on_it(world, sign_in):
    page = acts.text(
        sign_in(world.dana),
        reverse("core:vocabulary_source", args=[queries.source("care-act-2014").public_id]),
    )

    assert "No Secrets guidance 2000" in page
    assert "Protect adults at risk from abuse and neglect" in page
    assert "1 April 2015" in page
