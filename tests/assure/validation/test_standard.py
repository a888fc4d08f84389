"""Rating the answers of one standard."""

import pytest
from django.urls import reverse

from safeguarding.assure.validation.models import Judgement, Requirement
from tests.assure.validation import acts
from tests.forms_on_pages import typed


@pytest.fixture
def validation(world):
    return acts.begun(world, acts.sent(world))


def address(validation, key="A"):
    return reverse("assure:validation_standard", args=[validation.assessment.public_id, key])


def test_rates_beside_the_providers_own_words(world, sign_in, validation):
    client = sign_in(world.dana)
    page = client.get(address(validation))
    assert "A policy and a lead" in page.content.decode()

    client.post(address(validation), typed(page) | {"q1_rating": "met", "q1_comment": "Seen in the minutes"})

    world.actor("dana")
    row = Judgement.objects.get()
    assert (row.rating, row.comment, row.judged_by) == ("met", "Seen in the minutes", world.dana)


def test_the_next_standard_is_one_press_away_until_the_last(world, sign_in, validation):
    client = sign_in(world.dana)
    page = client.get(address(validation))
    assert "Save and go to B" in page.content.decode()

    onward = client.post(address(validation), typed(page) | {"next": "1"})
    back = client.post(address(validation), typed(client.get(address(validation))))

    assert onward.headers["Location"] == address(validation, "B")
    assert back.headers["Location"].endswith(f"{validation.assessment.public_id}/")
    assert "Save and go to" not in client.get(address(validation, "L")).content.decode()


def test_what_falls_short_takes_what_is_wanted_with_its_date(world, sign_in, validation):
    client = sign_in(world.dana)
    form = typed(client.get(address(validation)))
    form |= {"q1_rating": "partly", "q1_wanted": "Name a non-executive lead", "q1_wanted_by": "2030-01-31"}

    client.post(address(validation), form)

    world.actor("dana")
    assert Requirement.objects.get().wanted == "Name a non-executive lead"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"q1_rating": "partly", "q1_wanted": "More"}, "Enter by when you want it for A1"),
        (
            {
                "q1_rating": "partly",
                "q1_wanted": "More",
                "q1_wanted_by": "2030-01-31",
                "q1_reason_none": "Small",
            },
            "say what you want or why nothing, not both",
        ),
        ({"q1_rating": "met", "q1_reason_none": "Small"}, "A1 does not fall short"),
        ({"q1_rating": "splendid"}, "from the list"),
    ],
)
def test_errors_say_what_to_do(world, sign_in, validation, changed, said):
    client = sign_in(world.dana)

    page = client.post(address(validation), typed(client.get(address(validation))) | changed)

    assert said in page.content.decode()


def test_a_stale_page_is_refused_and_keeps_what_was_typed(world, sign_in, validation):
    client = sign_in(world.dana)
    form = typed(client.get(address(validation))) | {"q1_rating": "met", "q1_comment": "Typed by Dana"}
    acts.judged(world, validation, by="hana")

    page = client.post(address(validation), form).content.decode()

    assert "Somebody else changed this" in page
    assert "Typed by Dana" in page


def test_a_final_validation_is_not_rated_again(world, sign_in):
    validation = acts.final(world, acts.sent(world))
    client = sign_in(world.dana)

    page = client.post(
        address(validation),
        typed(client.get(address(validation)))
        | {"version": validation.version, "q1_rating": "met", "q1_comment": "Late"},
    )

    assert "This validation is final" in page.content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("dana", 200), ("pat", 404), ("olga", 404), ("oscar", 404), ("noone", 302)]
)
def test_who_opens_it(world, sign_in, validation, person, status):
    assert sign_in(getattr(world, person)).get(address(validation)).status_code == status


def test_reading_is_not_rating(world, sign_in, validation):
    assert sign_in(world.connie).get(address(validation)).status_code == 200
    assert sign_in(world.connie).post(address(validation), {"version": 1}).status_code == 404
