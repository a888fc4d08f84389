"""
Thirty minutes without a page and twelve hours in all, and not a word lost: what was typed comes back after signing in.

Two tabs of somebody with two hats: a form does what it was opened for, or nothing.
"""

import re
import time
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from safeguarding.core.people.models import ContactPoint
from tests.core.people import acts
from tests.core.signin.authenticating import sign_in_with_password

KEPT = "/core/signin/kept/"
NOTE = "01632 960000"
MINUTE = 60


@pytest.fixture
def form(world):
    acts.post(world)
    return {"of": str(acts.post(world, "Nurse").public_id), "hours": "IN", "telephone": NOTE}


@pytest.fixture
def address():
    return reverse("core:people_contact")


def hana(client: Client | None = None) -> Client:
    """Sign Hana in with her password, as made-up staff of a demonstration do."""
    client = client or Client()
    sign_in_with_password(client, "hana@demo.invalid")
    return client


def carried(page: str) -> dict[str, str]:
    """Return what the page of kept words would send."""
    found = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return {name: unescape(value) for name, value in found} | {"kept": "1"}


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_a_session_ends_after_thirty_minutes_without_a_page(world, minutes, status):
    client, now = hana(), time.time()
    assert client.get("/").status_code == 200

    with time_machine.travel(now + minutes * MINUTE):
        assert client.get("/").status_code == status


@pytest.mark.parametrize(("minutes", "status"), [(12 * 60 - 1, 200), (12 * 60 + 1, 302)])
def test_a_session_ends_after_twelve_hours_however_busy(world, minutes, status):
    client, now = hana(), time.time()

    for passed in range(20, 12 * 60, 20):
        with time_machine.travel(now + passed * MINUTE):
            assert client.get("/core/signin/name/").status_code == 200
    with time_machine.travel(now + minutes * MINUTE):
        assert client.get("/").status_code == status


@pytest.mark.parametrize("minutes", [31, 12 * 60 + 30])
def test_what_was_typed_comes_back_after_signing_in(world, form, address, minutes):
    client, now = hana(), time.time()
    client.get(address)

    with time_machine.travel(now + minutes * MINUTE):
        asked = client.post(address, form | {"telephone": "01632 960001 <b>&amp;\r\n"})
        assert asked.headers["Location"] == "/account/login/?next=%2Fcore%2Fsignin%2Fkept%2F"
        assert client.get(KEPT).status_code == 302
        assert "01632" not in client.get("/account/login/").content.decode()
        hana(client)
        page = client.get(KEPT).content.decode()

        assert f'action="{address}"' in page
        assert carried(page)["telephone"] == "01632 960001 <b>&amp;\r\n"
        assert client.post(address, carried(page) | {"telephone": NOTE}).status_code == 302
        assert client.get(KEPT).status_code == 302


def test_nobody_else_at_the_same_computer_reads_it(world, form, address):
    client, now = hana(), time.time()

    with time_machine.travel(now + 31 * MINUTE):
        client.post(address, form)
        sign_in_with_password(client, "dana@demo.invalid")

        assert client.get(KEPT).status_code == 302
        assert "kept_form" not in client.session


def test_it_is_kept_for_an_hour(world, form, address):
    client, now = hana(), time.time()
    with time_machine.travel(now + 31 * MINUTE):
        client.post(address, form)
    with time_machine.travel(now + 92 * MINUTE):
        hana(client)

        assert client.get(KEPT).status_code == 302


def test_a_password_is_never_kept(world):
    client, now = hana(), time.time()
    with time_machine.travel(now + 31 * MINUTE):
        client.post("/account/password/change/", {"oldpassword": "a secret", "password1": "another"})

        assert "kept_form" not in client.session


def test_it_can_be_thrown_away(world, form, address):
    client, now = hana(), time.time()
    with time_machine.travel(now + 31 * MINUTE):
        client.post(address, form)
        hana(client)
        client.post(KEPT)

        assert client.get(KEPT).status_code == 302


def test_a_script_is_told_and_keeps_the_words_on_its_page(world, form, address):
    client, now = hana(), time.time()
    with time_machine.travel(now + 31 * MINUTE):
        assert client.post(address, form, headers={"x-autosave": "1"}).status_code == 401


@pytest.fixture
def two_hats(world):
    """Return Hana's browser, who is head at two commissioners and acts for the first."""
    world.give("hana", "R02", "elsewhere_icb")
    client = hana()
    act_for(client, world.wyvern)
    return client


def act_for(client, organisation, **more):
    return client.post("/core/access/choose/", {"organisation": str(organisation.public_id), **more})


def opened(page: str) -> str:
    return re.search(r'name="acting" value="([^"]+)"', page)[1]


def contacts(world) -> int:
    world.actor("hana")
    return ContactPoint.objects.filter(telephone=NOTE).count()


def test_with_two_tabs_a_form_does_what_it_was_opened_for_or_nothing(world, two_hats, form, address):
    first_tab = opened(two_hats.get(address).content.decode())
    assert first_tab == str(world.wyvern.public_id)
    act_for(two_hats, world.elsewhere_icb)

    answer = two_hats.post(address, form | {"acting": first_tab})

    assert answer.headers["Location"] == KEPT
    assert contacts(world) == 0
    page = two_hats.get(KEPT).content.decode()
    assert "You typed it for" in page
    assert "Carry on" not in page
    assert act_for(two_hats, world.wyvern, next=KEPT).headers["Location"] == KEPT
    two_hats.post(address, carried(two_hats.get(KEPT).content.decode()))
    assert contacts(world) == 1


def test_every_form_says_for_whom_it_was_opened_and_a_script_hears_of_the_other_tab(world, two_hats, address):
    act_for(two_hats, world.elsewhere_icb)

    answer = two_hats.post(address, {"acting": str(world.wyvern.public_id)}, headers={"x-autosave": "1"})

    assert answer.status_code == 412


def test_rights_of_two_hats_are_never_united(world, two_hats):
    assert set(two_hats.get("/").wsgi_request.actor.roles) == {"R02"}
    own = reverse("core:organisations_show", args=[world.riverside.public_id])
    assert two_hats.get(own).status_code == 200

    act_for(two_hats, world.elsewhere_icb)

    assert two_hats.get(own).status_code == 404


def strict(client) -> Client:
    client.handler.enforce_csrf_checks = True
    return client


def test_a_page_that_was_open_while_one_signed_in_again_keeps_its_words(world, form, address):
    client = strict(hana())

    answer = client.post(
        address, form | {"csrfmiddlewaretoken": "x" * 64}, headers={"origin": "http://testserver"}
    )

    assert answer.headers["Location"] == KEPT
    assert carried(client.get(KEPT).content.decode())["telephone"] == NOTE


@pytest.mark.parametrize("origin", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_what_another_site_sends_is_refused(world, form, address, origin):
    client = strict(hana())

    answer = client.post(address, form, headers=origin)

    assert answer.status_code == 403
    assert "kept_form" not in client.session
