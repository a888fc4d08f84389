"""Typing the figures of a family for one place and period."""

import pytest
from django.urls import reverse

from safeguarding.collect.models import Observation
from safeguarding.collect.returns import queries
from tests.collect.returns.given import YEAR, record


def address(place, family="looked-after", starts="2024-04-01", ends="2025-03-31"):
    return reverse("collect:returns_numbers", args=[family, place.public_id, starts, ends])


def typed(**numbers):
    told = {"known": "exact", "source": "Team log"}
    for name, value in numbers.items():
        indicator, _, box = name.partition("__")
        told[f"looked-after-{indicator.replace('_', '-')}-{box}"] = value
    return told


def test_a_return_is_typed_and_read_back(world, sign_in):
    told = typed(
        children__value="1,162",
        initial_assessments__numerator="45",
        initial_assessments__denominator="50",
        review_assessments__value="58",
        out_of_area_assessments__state="not collected",
    )

    response = sign_in(world.adi).post(address(world.north_wyvern), told, follow=True)

    assert "4 figures returned." in response.content.decode()
    texts = {f.urn.partition(".")[2]: f.text for f in queries.figures(world.actor("adi"))}
    assert texts == {
        "children": "1,162",
        "initial-assessments": "90%",
        "review-assessments": "58%",
        "out-of-area-assessments": "not collected",
    }


def test_every_fault_stands_at_its_figure_and_what_was_typed_stays(world, sign_in):
    told = typed(
        children__value="12.5",
        initial_assessments__numerator="50",
        initial_assessments__denominator="45",
        review_assessments__value="58",
    )

    page = sign_in(world.adi).post(address(world.north_wyvern), told).content.decode()

    assert "12.5 is not a whole number" in page
    assert "The numerator, 50, is more than the denominator, 45." in page
    assert 'value="58"' in page
    world.actor("adi")
    assert Observation.objects.count() == 0


@pytest.mark.parametrize("wrong", ["lots", "-1", "1e309", "NaN", "½", "9" * 40])
def test_what_is_no_number_is_refused_in_words(world, sign_in, wrong):
    response = sign_in(world.adi).post(address(world.north_wyvern), typed(children__value=wrong))

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


def test_nothing_typed_is_nothing_returned(world, sign_in):
    page = sign_in(world.adi).post(address(world.north_wyvern), typed()).content.decode()

    assert "Type at least one figure" in page


def test_what_is_known_already_is_shown_and_not_asked_again(world, sign_in):
    record(world.actor("adi"), ("looked-after.children", world.north_wyvern, YEAR, 421))

    page = sign_in(world.adi).get(address(world.north_wyvern)).content.decode()

    assert "421" in page
    assert 'name="looked-after-children-value"' not in page


def test_sent_twice_it_answers_as_the_first_time(world, sign_in):
    client = sign_in(world.adi)
    told = typed(children__value="5") | {"form_key": "5b0f6dd3-7d8f-4bb6-8f5f-0a5a3d1d0a11"}

    first = client.post(address(world.north_wyvern), told)
    second = client.post(address(world.north_wyvern), told)

    assert first.headers["Location"] == second.headers["Location"]
    world.actor("adi")
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("person", "place", "status"),
    [
        ("pat", "riverside", 200),
        ("olga", "riverside", 404),
        ("pat", "elsewhere", 404),
        ("connie", "wyvern", 404),
    ],
)
def test_each_comes_only_to_their_own(world, sign_in, person, place, status):
    response = sign_in(getattr(world, person)).get(address(getattr(world, place)))

    assert response.status_code == status


@pytest.mark.parametrize(("starts", "ends"), [("2025-03-31", "2024-04-01"), ("nonsense", "2024-04-01")])
def test_a_wrong_period_in_the_address_is_not_found(world, sign_in, starts, ends):
    place = world.north_wyvern

    assert sign_in(world.adi).get(address(place, starts=starts, ends=ends)).status_code == 404
    assert sign_in(world.adi).get(address(place, family="nonsense")).status_code == 404
