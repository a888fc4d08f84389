"""What we have asked providers, whose turn it is and since when it waits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.collect import api as collect
from tests.assure.validation import acts

ADDRESS = reverse("assure:validation_asked")


def ask(world, validation, key, days_ago, text="Which?"):
    question = collect.outline(validation.assessment.framework).question(key)
    return acts.operations.ask(
        validation=validation,
        question=question,
        text=text,
        by=world.actor("dana"),
        at=timezone.now() - timedelta(days=days_ago),
    )


def reply(world, query, days_ago):
    return acts.operations.reply(
        query=query,
        version=1,
        text="This",
        by=world.actor("pat"),
        at=timezone.now() - timedelta(days=days_ago),
    )


def rows(page):
    return ["".join(row.split("</tr>")[0].split()) for row in page.partition("<tbody")[2].split("<tr")[1:]]


def test_says_whose_turn_it_is_and_how_long_it_has_waited(world, sign_in):
    validation = acts.begun(world, acts.sent(world))
    ask(world, validation, "C2", days_ago=9)
    reply(world, ask(world, validation, "A1", days_ago=20), days_ago=3)

    first, second = rows(sign_in(world.dana).get(ADDRESS).content.decode())

    assert ">C2<" in first
    assert ">9<" in first
    assert "Theprovider&#39;s" in first
    assert ">A1<" in second
    assert ">3<" in second
    assert ">Ours<" in second


def test_narrows_to_whose_turn_it_is(world, sign_in):
    validation = acts.begun(world, acts.sent(world))
    ask(world, validation, "C2", days_ago=1)
    query = ask(world, validation, "A1", days_ago=2)
    acts.operations.close_query(query=query, by=world.actor("dana"), at=timezone.now())

    page = sign_in(world.dana).get(ADDRESS, {"state": "OPEN"}).content.decode()

    [row] = rows(page)
    assert ">C2<" in row
    assert "settled" in rows(sign_in(world.dana).get(ADDRESS, {"state": "CLOSED"}).content.decode())[0]


def test_the_provider_reads_it_from_its_own_side(world, sign_in):
    ask(world, acts.begun(world, acts.sent(world)), "C2", days_ago=9)

    [row] = rows(sign_in(world.pat).get(reverse("assure:validation_questions")).content.decode())

    assert ">9<" in row
    assert ">Yours<" in row


def test_downloads_as_listed(world, sign_in):
    ask(world, acts.begun(world, acts.sent(world)), "C2", days_ago=9)

    file = sign_in(world.dana).get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")

    assert "The provider's" in file


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("connie", 200), ("pat", 403), ("adi", 403), ("noone", 302)]
)
def test_who_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status


def test_another_commissioner_sees_nothing_of_ours(world, sign_in):
    ask(world, acts.begun(world, acts.sent(world)), "C2", days_ago=9)

    assert "Riverside" not in sign_in(world.oscar).get(ADDRESS).content.decode()
