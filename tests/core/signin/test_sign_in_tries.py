"""What is kept of sign-ins: those that succeeded and those that failed, by account, and nothing that was typed."""

from django.test import Client

from safeguarding.core.signin.models import SignInTry
from tests.core.notices.helping import run_what_waits
from tests.core.signin import authenticating


def kept(world, who="dana") -> list[str]:
    """Return how the sign-ins to somebody's account went, the first first."""
    run_what_waits()
    world.actor(who)
    found = SignInTry.objects.filter(user=getattr(world, who)).order_by("pk")
    return list(found.values_list("outcome", flat=True))


def test_a_wrong_password_is_noted_for_the_person_whose_account_it_is(world, client):
    client.post("/account/login/", {"login": "DANA@demo.invalid", "password": "not-the-password"})

    assert kept(world) == ["PASSWORD"]
    assert kept(world, "pat") == []


def test_of_an_address_that_nobody_has_nothing_is_kept(world, client):
    client.post("/account/login/", {"login": "nobody@demo.invalid", "password": "not-the-password"})
    run_what_waits()

    assert not SignInTry.objects.exists()


def test_a_wrong_code_and_then_a_right_one(world):
    client, secret = Client(), authenticating.give_app(world.dana)
    authenticating.sign_in_with_password(client, "dana@demo.invalid")
    client.post(authenticating.CODE, {"code": "000000"})
    client.post(authenticating.CODE, {"code": authenticating.code_of(secret)})

    assert kept(world) == ["CODE", "IN"]


def test_the_account_page_shows_both(world, client, sign_in):
    client.post("/account/login/", {"login": "dana@demo.invalid", "password": "not-the-password"})
    run_what_waits()

    page = sign_in(world.dana).get("/core/signin/account/").content.decode()

    assert "The password was wrong" in page
    assert "127.0.0.1" in page


def test_nobody_else_reads_them_from_the_database(world, client):
    client.post("/account/login/", {"login": "dana@demo.invalid", "password": "not-the-password"})
    run_what_waits()

    world.actor("pat")
    assert SignInTry.objects.count() == 0
    world.actor("una")
    assert SignInTry.objects.count() == 1
