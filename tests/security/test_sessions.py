"""A session ends after half an hour without a request and after twelve hours, and gets a new name at sign-in."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.world import PASSWORD

HALF_AN_HOUR, TWELVE_HOURS = timedelta(minutes=30), timedelta(hours=12)


def is_in(client) -> bool:
    return client.get("/directory/").status_code == 200


def test_it_ends_after_half_an_hour_without_a_request(sign_in, world):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        client = sign_in(world.dana)
        assert is_in(client)
        clock.shift(HALF_AN_HOUR - timedelta(minutes=2))
        assert is_in(client)
        clock.shift(HALF_AN_HOUR + timedelta(minutes=2))

        assert not is_in(client)


def test_it_ends_after_twelve_hours_whatever_is_done(sign_in, world, record_property):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(world.dana)
        lasted = timedelta()
        while is_in(client) and lasted < timedelta(hours=14):
            clock.shift(timedelta(minutes=20))
            lasted += timedelta(minutes=20)
    record_property("figure", f"30 minutes idle, {lasted.total_seconds() / 3600:.1f} hours in all")

    assert lasted <= TWELVE_HOURS + timedelta(minutes=20)


def test_signing_in_gives_the_session_a_new_name(client, world):
    client.get("/account/login/")
    preset = client.session.session_key or "x" * 32
    client.cookies[settings.SESSION_COOKIE_NAME] = preset

    client.post("/account/login/", {"login": "dana@demo.invalid", "password": PASSWORD})

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != preset
    assert is_in(client)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = preset
    assert not is_in(thief)


def test_a_new_password_ends_every_other_session(sign_in, world):
    first, second = Client(), Client()
    for client in (first, second):
        client.force_login(world.dana)
    changed = world.dana
    changed.set_password("an-entirely-new-password")
    changed.save()

    assert not is_in(first)
    assert not is_in(second)


def test_signing_out_leaves_nothing_in_a_shared_browser(sign_in, world):
    client = sign_in(world.dana)
    page = client.get("/directory/")
    assert page.headers["Cache-Control"] == "no-store"  # no way back by the back button
    assert "Clear-Site-Data" not in page.headers
    assert "Clear-Site-Data" not in client.get("/account/logout/").headers

    answer = client.post("/account/logout/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)


def test_a_session_that_ran_out_leaves_nothing_either(sign_in, world):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(world.dana)
        assert is_in(client)
        clock.shift(HALF_AN_HOUR + timedelta(minutes=2))

        assert client.get("/directory/").headers["Clear-Site-Data"] == '"cache", "storage"'
        assert "Clear-Site-Data" not in client.get("/account/login/").headers


@pytest.mark.parametrize("name", ["SESSION_COOKIE_HTTPONLY", "CSRF_USE_SESSIONS"])
def test_no_script_reads_what_keeps_one_signed_in(name):
    assert getattr(settings, name) is True
