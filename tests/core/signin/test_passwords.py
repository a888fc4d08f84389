"""What a password may be, how it is changed, and what a link by e-mail does not do (OWASP ASVS 5.0, V6.2 to V6.4)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from safeguarding.core.people.models import User
from safeguarding.core.signin.own_words import WORDS
from tests.core.notices.helping import run_what_waits
from tests.core.signin.authenticating import CODE, give_app
from tests.core.signin.provider import is_in
from tests.house.reading import ROOT, SOURCE
from tests.world import PASSWORD

SIGN_IN, CHANGE, RECOVER = "/account/login/", "/account/password/change/", "/account/password/reset/"
NEW = "three-random-words"
INPUT = re.compile(r"<input\b[^>]*>")


def change(client, new: str, old: str = PASSWORD):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def is_now(password: str) -> bool:
    return User.objects.get(email="dana@demo.invalid").check_password(password)


def test_it_is_changed_by_who_knows_the_one_before(world, sign_in):
    client = sign_in(world.dana)

    change(client, NEW, old="not-the-one-before")
    assert is_now(PASSWORD)
    change(client, NEW)
    assert is_now(NEW)


@pytest.mark.parametrize(
    "password",
    [
        "twelve chars",
        "only small letters here",
        "ONLYLARGELETTERSHERE",
        "907356184025",
        "пароль из трёх слов",
        "🦉 flies at midnight",
        "x7-" * 21 + "x",
        "long " * 40 + "word",
        "the nurse rides a purple horse",
    ],
    ids=["shortest", "small", "large", "digits", "other-letters", "a-picture", "64", "204", "with-our-words"],
)
def test_any_signs_will_do_from_twelve_on(world, sign_in, password):
    change(sign_in(world.dana), password)

    assert is_now(password)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("eleven-sign", "too short"),
        ("1qaz2wsx3edc", "too common"),
        ("dana@demo.invalid", "too similar"),
        ("Dana Designated", "too similar"),
        ("Safeguarding2026!", "mostly words that others would try first"),
        ("nhs-ICB-Assurance-1", "mostly words that others would try first"),
    ],
)
def test_what_others_would_try_first_is_refused(world, sign_in, password, said):
    answer = change(sign_in(world.dana), password).content.decode()

    assert said in answer
    assert is_now(PASSWORD)


def test_our_own_words_are_those_of_the_paper():
    paper = " ".join((ROOT / "docs" / "safety" / "limits.md").read_text(encoding="utf-8").split())

    assert ", ".join(WORDS) in paper


def test_it_is_masked_and_a_manager_of_passwords_may_fill_it_in(world, sign_in):
    pages = Client().get(SIGN_IN).content.decode() + sign_in(world.dana).get(CHANGE).content.decode()
    boxes = [box for box in INPUT.findall(pages) if re.search(r'name="(old)?password', box)]

    assert len(boxes) == 4
    assert all('type="password"' in box for box in boxes)
    assert all(re.search(r'autocomplete="(current|new)-password"', box) for box in boxes)
    assert not any(re.search(r"readonly|maxlength|onpaste", box) for box in boxes)


def test_no_script_hinders_pasting():
    scripts = (SOURCE / "kit" / "pages" / "static").rglob("*.js")

    assert [path.name for path in scripts if re.search(r"[\"'.]paste\b", path.read_text("utf-8"))] == []


def test_it_holds_for_years(world, client):
    with time_machine.travel(timezone.now() + timedelta(days=5 * 366)):
        answer = client.post(SIGN_IN, {"login": "dana@demo.invalid", "password": PASSWORD})
        there = client.get("/core/signin/account/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert there.status_code == 200


def test_nobody_is_asked_for_more_than_address_and_password(world, sign_in):
    """A hint or a question about one's mother would be one box more."""
    asked = {}
    for address, client in ((SIGN_IN, Client()), (RECOVER, Client()), (CHANGE, sign_in(world.dana))):
        boxes = [box for box in INPUT.findall(client.get(address).content.decode()) if "hidden" not in box]
        asked[address] = [re.search(r'name="(\w+)"', box)[1] for box in boxes]

    assert asked == {
        SIGN_IN: ["login", "password"],
        RECOVER: ["email"],
        CHANGE: ["oldpassword", "password1", "password2"],
    }


@pytest.fixture
def after_the_link(world, settings):
    """Return the browser of somebody with an app who chose a new password by the link of an e-mail."""
    settings.DEMONSTRATION = False
    give_app(world.dana)
    client = Client()
    client.post(RECOVER, {"email": "dana@demo.invalid"})
    run_what_waits()
    link = next(word for word in mail.outbox[-1].body.split() if "/account/password/reset/key/" in word)
    form = client.get(link[link.index("/account/") :], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    return client


def test_a_link_by_email_signs_nobody_in(after_the_link):
    assert is_now(NEW)
    assert "_auth_user_id" not in after_the_link.session
    assert not is_in(after_the_link)


def test_after_a_forgotten_password_the_second_factor_is_asked_for_as_ever(after_the_link):
    answer = after_the_link.post(SIGN_IN, {"login": "dana@demo.invalid", "password": NEW})

    assert answer.headers["Location"] == CODE
    assert not is_in(after_the_link)


def test_the_person_is_told_of_a_new_password(world, sign_in):
    change(sign_in(world.dana), NEW)
    run_what_waits()

    (email,) = mail.outbox
    assert email.to == ["dana@demo.invalid"]
    assert "was changed" in email.subject
