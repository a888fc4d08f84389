"""What waits to be validated."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safeguarding.collect import api as collect
from tests.assure.validation import acts

ADDRESS = reverse("assure:validation_inbox")


def test_an_empty_inbox_says_what_will_stand_there(world, sign_in):
    assert "When a provider submits a self-assessment" in sign_in(world.dana).get(ADDRESS).content.decode()


def test_lists_what_was_sent_and_not_what_is_a_draft(world, sign_in):
    acts.sent(world)
    acts.answering.issue(world, "foxglove")

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "Riverside NHS Trust" in page
    assert "Foxglove House" not in page
    file = sign_in(world.dana).get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
    assert "Riverside NHS Trust" in file


def test_asks_no_more_of_the_database_when_more_were_sent(world, sign_in):
    client = sign_in(world.dana)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        return len(asked)

    acts.sent(world)
    count()
    one = count()
    acts.sent(world, "foxglove", "homer", "homer")
    assert count() == one <= 25


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("connie", 200), ("pat", 403), ("adi", 403), ("noone", 302)]
)
def test_who_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status


@pytest.mark.parametrize("person", ["oscar", "otto"])
def test_another_commissioner_sees_nothing_of_ours(world, sign_in, person):
    acts.sent(world)

    assert "Riverside" not in sign_in(getattr(world, person)).get(ADDRESS).content.decode()


def in_the_past(assessment, days):
    """Say that a return was sent at noon so many days ago; a day of the calendar is not always 24 hours."""
    day = timezone.localdate() - timedelta(days=days)
    noon = datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())
    type(assessment).objects.filter(pk=assessment.pk).update(submitted_at=noon)


def waiting_at(page, name):
    """Return what the list says of one organisation, without spaces."""
    return "".join(page.partition(name)[2].split("</tr>")[0].split())


def test_says_who_is_at_it_since_when_it_waits_and_whose_turn_it_is(world, sign_in):
    riverside, foxglove = acts.sent(world), acts.sent(world, "foxglove", "homer", "homer")
    for assessment, days in ((riverside, 40), (foxglove, 3)):
        world.actor("dana")
        in_the_past(assessment, days)
    acts.begun(world, riverside)

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert page.index("Riverside NHS Trust") < page.index("Foxglove House")  # the longest waiting first
    first, second = waiting_at(page, "Riverside NHS Trust"), waiting_at(page, "Foxglove House")
    for words in (">40<", "DanaDesignated", "torate"):
        assert words in first
    for words in (">3<", "Nobodyyet", "tobegin"):
        assert words in second


def test_the_rater_is_whoever_rated_last(world, sign_in):
    acts.judged(world, acts.begun(world, acts.sent(world), by="dana"), by="hana")

    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "HanaHead" in waiting_at(page, "Riverside NHS Trust")


def test_a_question_is_the_providers_turn_and_a_reply_ours(world, sign_in):
    validation = acts.begun(world, acts.sent(world))
    client, now = sign_in(world.dana), timezone.now()
    question = collect.outline(validation.assessment.framework).question("C2")

    def turn():
        return waiting_at(client.get(ADDRESS).content.decode(), "Riverside NHS Trust")

    query = acts.operations.ask(
        validation=validation, question=question, text="Which?", by=world.actor("dana"), at=now
    )
    assert "Theprovider&#39;s:toreply" in turn()

    acts.operations.reply(query=query, version=1, text="This", by=world.actor("pat"), at=now)
    assert "Ours:theyhavereplied" in turn()

    acts.operations.close_query(query=query, by=world.actor("dana"), at=now)
    assert "Ours:torate" in turn()


def test_what_is_final_is_to_release_and_what_is_released_waits_no_more(world, sign_in):
    assessment, client = acts.sent(world), sign_in(world.dana)
    acts.final(world, assessment)
    assert "Ours:torelease" in waiting_at(client.get(ADDRESS).content.decode(), "Riverside NHS Trust")

    validation = acts.queries.get_validation(world.actor("hana"), assessment.public_id)
    acts.operations.release(
        validation=validation, version=validation.version, by=world.actor("hana"), at=timezone.now()
    )

    assert "released" in waiting_at(client.get(ADDRESS).content.decode(), "Riverside NHS Trust")
    assert "Riverside" not in rows(client, turn="ours")


def rows(client, **asked):
    return client.get(ADDRESS, asked).content.decode().partition("<tbody")[2]


def test_narrows_by_turn_rater_and_days(world, sign_in):
    assessment, client = acts.sent(world), sign_in(world.dana)
    world.actor("dana")
    in_the_past(assessment, 20)

    assert "Riverside" in rows(client, rater="nobody", waited="14", turn="begin")
    assert "Riverside" not in rows(client, waited="28")
    acts.begun(world, assessment, by="hana")
    assert "Riverside" in rows(client, rater="others", turn="ours")
    assert "Riverside" not in rows(client, rater="mine")
    assert "Riverside" in rows(sign_in(world.hana), rater="mine", sort="rater")
