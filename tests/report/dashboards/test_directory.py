"""The directory: every place that a person may open, and no other."""

import pytest

from safeguarding.report.dashboards.queries import DIRECTORY, directory


def for_a_purpose(browser, actor):
    """Let somebody past the page that asks what they read restricted records for."""
    session = browser.session
    session["purpose"] = {str(actor.organisation.public_id): "protect"}
    session.save()
    return browser


@pytest.mark.parametrize(
    "person", ["hana", "dana", "chris", "bo", "adi", "una", "pat", "perry", "gail", "homer", "terry"]
)
def test_every_place_that_is_shown_opens(world, sign_in, person):
    actor = world.actor(person)
    browser = for_a_purpose(sign_in(getattr(world, person)), actor)
    places = [place for _, room in directory(actor) for place in room]

    assert {place.text: browser.get(place.url).status_code for place in places} == {
        p.text: 200 for p in places
    }
    page = browser.get("/directory/").content.decode()
    assert [place.text for place in places if place.text not in page] == []


def test_a_provider_is_not_shown_what_is_said_about_it(world):
    shown = {place.text for _, room in directory(world.actor("pat")) for place in room}

    assert "Oversight" not in shown
    assert "Our self-assessments" in shown


def test_somebody_without_a_role_has_no_directory(world, sign_in):
    assert sign_in(world.noone).get("/directory/").status_code == 302


def test_every_place_opens_for_somebody_of_the_cast(world):
    people = ("hana", "pat", "una", "cal", "opal")
    shown = {place.name for person in people for _, room in directory(world.actor(person)) for place in room}

    assert {place.name for _, places in DIRECTORY for place in places} == shown
