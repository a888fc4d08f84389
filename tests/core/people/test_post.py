"""The page of one post."""

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.core.cover.operations import end_deputy
from safeguarding.kit.pages import words
from tests.core.cover.acts import hold
from tests.core.cover.test_name_deputy import away
from tests.core.people import acts


@pytest.mark.parametrize(("person", "status"), acts.CAST)
def test_only_its_own_organisation_sees_a_post(world, sign_in, person, status):
    found = acts.post(world)

    assert (
        sign_in(getattr(world, person)).get(reverse("core:people_post", args=[found.public_id])).status_code
        == status
    )


def test_shows_holders_roles_and_a_vacancy_without_cover(world, sign_in):
    found = acts.post(world, portfolio=("Adults", "Prevent"))
    address = reverse("core:people_post", args=[found.public_id])
    assert "Nothing is written about how the work is covered" in acts.text(sign_in(world.hana), address)

    acts.held(world, found)

    page = acts.text(sign_in(world.hana), address)
    assert "Holly Holder" in page
    assert "Adults and Prevent" in page
    assert "Nothing is written" not in page


def test_readers_are_offered_no_change(world, sign_in):
    found = acts.post(world)

    assert "Record a holder" not in acts.text(
        sign_in(world.bo), reverse("core:people_post", args=[found.public_id])
    )


@pytest.mark.parametrize("by_account", [True, False])
def test_says_who_stands_in_for_its_holder_and_on_which_days(world, sign_in, by_account):
    found = acts.post(world)
    hold(world, found, world.hana) if by_account else acts.held(world, found, holder=world.hana.name)
    address = reverse("core:people_post", args=[found.public_id])
    assert "Who stands in" not in acts.text(sign_in(world.bo), address)

    named = away(world, "hana", "bo", first=1)

    page = acts.text(sign_in(world.bo), address)
    assert "Who stands in" in page
    assert f"{words.day(named.starts_on)} to {words.day(named.ends_on)}" in page
    end_deputy(deputy=named, by=world.actor("hana"), at=timezone.now())
    assert "Who stands in" not in acts.text(sign_in(world.bo), address)


def test_a_deputy_of_a_colleague_without_the_post_is_not_shown(world, sign_in):
    found = acts.post(world)
    hold(world, found, world.lena)
    away(world, "hana", "bo")

    page = acts.text(sign_in(world.bo), reverse("core:people_post", args=[found.public_id]))

    assert "Who stands in" not in page
