"""There is no page of ours that a password alone opens, however one came by the session."""

import pytest
from django.test import Client

from safeguarding.core.signin.accounts import assurance
from tests.house.test_addresses import is_public, our_routes
from tests.security.crawling import plain

ACCOUNT = "/account/"


@pytest.fixture
def by_password(world, settings):
    """Return a browser that has given a password and nothing else."""
    settings.DEMONSTRATION = False
    client = Client()
    client.force_login(world.hana)
    return client


def closed_routes():
    """Return the routes that a signed-in person opens, without the one that leads to a second factor."""
    closed = [route for route in our_routes() if not is_public(route) and plain(route.name)]
    return [route for route in closed if not route.name.endswith("second-factor")]


def test_a_password_alone_opens_no_page(by_password, record_property):
    answers = {route.name: by_password.get(plain(route.name)) for route in closed_routes()}
    opened = {
        name
        for name, answer in answers.items()
        if not (
            answer.status_code == 302
            and answer.headers["Location"].startswith(("/core/signin/second", ACCOUNT))
        )
    }
    record_property("figure", f"{len(opened)} of {len(answers)} pages open by password alone")

    assert opened == set()
    assert len(answers) > 40


def test_a_password_alone_sends_no_form(by_password):
    answers = {route.name: by_password.post(plain(route.name)) for route in closed_routes()}

    assert {name for name, answer in answers.items() if answer.status_code not in (302, 405)} == set()


def test_a_password_alone_opens_no_page_about_a_record(by_password):
    unknown = "/collect/assessments/00000000-0000-4000-8000-000000000000/"

    assert by_password.get(unknown).headers["Location"].startswith("/core/signin/second")


def test_the_switch_of_the_demonstration_counts_for_made_up_staff_only(world, rf, settings):
    settings.DEMONSTRATION = True
    request = rf.get("/")
    request.user, request.session = world.dana, {}
    request.user.is_demonstration = False

    assert assurance(request) != "two-factor"
