"""Everyone sees their own account and signs themselves out elsewhere; nobody sees another's."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from safeguarding.core.audit.models import AuditRecord
from tests.world import PASSWORD

ADDRESS = "/core/signin/account/"


def test_shows_name_roles_and_the_ways_to_change_them(world, sign_in):
    page = sign_in(world.pat).get(ADDRESS).content.decode()

    for words in (
        "Pat Provider",
        "pat@demo.invalid",
        "Named professional of a provider",
        "Riverside NHS Trust",
    ):
        assert words in page
    for address in (
        "/account/password/change/",
        "/account/codes/activate/",
        "/account/passkeys/add/",
        "/core/notices/choose/",
        "/core/signin/name/",
    ):
        assert f'href="{address}"' in page


def test_the_header_leads_to_it(world, sign_in):
    assert f'href="{ADDRESS}"' in sign_in(world.dana).get("/").content.decode()


@pytest.mark.parametrize("person", ["pat", "dana", "una", "noone"])
def test_everyone_signed_in_has_one(world, sign_in, person):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == 200


def test_a_stranger_signs_in_first(client, db):
    assert client.get(ADDRESS).status_code == 302


def browser(user) -> Client:
    """Return another browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=client.session.session_key)
    return client


def test_signing_in_is_noted_with_its_browser(world, client):
    client.post(
        "/account/login/",
        {"login": "pat@demo.invalid", "password": PASSWORD},
        headers={"user-agent": "A browser"},
    )

    session = UserSession.objects.get(user=world.pat)
    assert session.session_key == client.session.session_key
    assert session.user_agent == "A browser"


def test_signs_out_everywhere_else_and_stays_here(world, sign_in):
    here, elsewhere, colleague = sign_in(world.pat), browser(world.pat), browser(world.perry)
    UserSession.objects.create(user=world.pat, ip="127.0.0.1", session_key=here.session.session_key)
    assert UserSession.objects.filter(user=world.pat).count() == 2

    here.post(ADDRESS)

    assert here.get(ADDRESS).status_code == 200
    assert not elsewhere.session.exists(elsewhere.cookies["safeguarding"].value)
    assert colleague.session.exists(colleague.cookies["safeguarding"].value)
    world.actor("pat")
    assert AuditRecord.objects.filter(what="session.ended").count() == 1


def test_somebody_without_a_role_may_sign_out_elsewhere_too(world, sign_in):
    assert sign_in(world.noone).post(ADDRESS).status_code == 302
