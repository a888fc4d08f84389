"""Section 11 by trust and period."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assure.validation import acts

ADDRESS = reverse("assure:validation_section_11")


def test_each_trust_has_a_status_and_one_that_was_not_asked_is_named(world, sign_in):
    acts.sent(world, urn="section-11", rating="3")

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "51 of 51" in page
    assert "Compliant" in page
    assert "Moorland Mental Health NHS Trust" in page
    assert "Not asked" in page
    assert "Foxglove House" not in page


def test_our_rating_counts_once_it_is_final(world, sign_in):
    assessment = acts.sent(world, urn="section-11", rating="3")
    validation = acts.begun(world, assessment)
    actor = world.actor("dana")
    first = acts.queries.sides(validation, [])[0].question
    others = {
        side.question: acts.operations.Judged(rating="3") for side in acts.queries.sides(validation, [])[1:]
    }
    acts.operations.judge(
        validation=validation,
        version=validation.version,
        given=others | {first: acts.operations.Judged(rating="2", reason_none="Mended since")},
        by=actor,
        at=acts.timezone.now(),
    )
    assert "The trust&#39;s own" in sign_in(world.dana).get(ADDRESS).content.decode()

    validation = acts.queries.get_validation(world.actor("hana"), assessment.public_id)
    acts.operations.finalise(
        validation=validation,
        version=validation.version,
        overall="",
        by=world.actor("hana"),
        at=acts.timezone.now(),
    )

    page = sign_in(world.dana).get(ADDRESS).content.decode()
    assert "50 of 51" in page
    assert "Partial" in page


def test_asks_no_more_of_the_database_when_more_answered(world, sign_in):
    client = sign_in(world.dana)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        return len(asked)

    acts.sent(world, urn="section-11", rating="3")
    count()
    one = count()
    acts.answering.issue(world, "riverside", "moorland", urn="section-11")
    assert count() == one <= 25


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("pat", 403), ("adi", 403), ("noone", 302)])
def test_who_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
