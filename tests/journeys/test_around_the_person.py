"""Somebody is away for a week, somebody leaves for good, and something is shared for a time, in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.long]
LEAVER = "Quin Quality"  # no other journey is theirs: their account is closed at the end of this one
PEOPLE, PARTNERS = "/core/access/people/", "/core/sharing/give/"


def test_a_leavers_work_is_handed_over_on_a_telephone(person):
    users = person(PHONE).sign_in("users@wyvern.demo.invalid")
    users.go(PEOPLE)
    users.page.goto(users.site + f"{PEOPLE}?q=quality")
    users.look()
    users.follow(LEAVER)
    users.press("Hand over their open work")
    expect(users.page).to_have_title("Hand over the work of a leaver - Manage safeguarding assurance")

    users.page.locator("#id_to").select_option(index=2)
    users.page.get_by_label("Acting up").check()
    users.page.get_by_label("At once").check()
    users.page.get_by_label("I have checked what they hold").check()
    users.press("Hand over and close the account")

    expect(users.page.get_by_text("The work is handed over")).to_be_visible()
    expect(users.page.get_by_text("What was not handed on")).to_be_visible()
    users.go("/core/cover/leavers/")


def test_the_head_names_a_deputy_and_ends_it(person):
    head = person(PHONE).sign_in("head@wyvern.demo.invalid")
    head.go("/core/signin/account/")
    head.follow("Name a deputy for days on which you are away")

    head.page.locator("#id_deputy").select_option(index=2)
    last = timezone.localdate() + timedelta(days=7)
    for part in ("day", "month", "year"):
        head.page.locator(f"#id_ends_on_{part}").fill(str(getattr(last, part)))
    head.press("Name the deputy")

    expect(head.page.get_by_text("The deputy is named")).to_be_visible()
    head.page.locator("main").get_by_role("link", name="End", exact=True).first.click()
    head.look()
    head.press("End it")
    expect(head.page.get_by_text("They no longer stand in")).to_be_visible()


def test_something_is_shared_for_a_time(person):
    head = person(PHONE).sign_in("head@wyvern.demo.invalid")
    head.go(PARTNERS)

    head.page.get_by_label("Reviews and their learning").check()
    head.page.locator("#id_shared_with").select_option(index=1)
    head.page.get_by_label("Why").fill("The partnership writes its yearly report")
    head.press("Share it")

    expect(head.page.get_by_text("Shared until the last day")).to_be_visible()
