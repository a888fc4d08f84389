"""An administrator takes away a colleague's second factor, never their own, and everyone can see that it was done."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from safeguarding.core.access import operations, queries
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.signin.models import ProviderIdentity
from tests.core.signin.provider import link
from tests.core.signin.test_account import browser


def address(person) -> str:
    return f"/core/access/people/{person.public_id}/reset/"


def test_takes_the_factor_away_and_signs_out_everywhere(world, sign_in):
    Authenticator.objects.create(user=world.dana, type="totp", data={})
    elsewhere = browser(world.dana)

    response = sign_in(world.una).post(address(world.dana), {"sure": "on"})

    assert response.status_code == 302
    assert not Authenticator.objects.filter(user=world.dana).exists()
    assert not elsewhere.session.exists(elsewhere.cookies["safeguarding"].value)
    world.actor("una")
    assert AuditRecord.objects.filter(what="second-factor.reset").count() == 1


def test_asks_whether_it_is_really_them(world, sign_in):
    Authenticator.objects.create(user=world.dana, type="totp", data={})

    response = sign_in(world.una).post(address(world.dana), {})

    assert "Confirm that you know that it is them" in response.content.decode()
    assert Authenticator.objects.filter(user=world.dana).exists()


def test_nobody_resets_their_own(world, sign_in):
    response = sign_in(world.una).post(address(world.una), {"sure": "on"})

    assert "You cannot reset your own second factor" in response.content.decode()
    with pytest.raises(operations.NotYours):
        operations.reset_second_factor(user=world.una, by=world.actor("una"), at=timezone.now())


@pytest.mark.parametrize("person", ["pat", "olga", "noone"])
def test_people_of_other_organisations_are_unknown(world, sign_in, person):
    assert sign_in(world.una).get(address(getattr(world, person))).status_code == 404


@pytest.mark.parametrize(("person", "status"), [("una", 200), ("hana", 404), ("pat", 404), ("oscar", 404)])
def test_others_learn_nothing_of_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(address(world.dana)).status_code == status


def test_takes_links_to_other_sign_ins_away_too(world, sign_in):
    link(world.dana, SimpleNamespace(issuer="https://login.example.net"))

    sign_in(world.una).post(address(world.dana), {"sure": "on"})

    world.actor("dana")
    assert not ProviderIdentity.objects.exists()


def test_who_gives_somebody_of_another_organisation_a_role_does_not_look_after_their_sign_in(world, sign_in):
    """A role takes an e-mail address and no leave: it must not be the way to another organisation's second factors."""
    Authenticator.objects.create(user=world.olga, type="totp", data={})
    client = sign_in(world.una)
    client.post(
        "/core/access/people/invite/",
        {"email": world.olga.email, "role": "R13", "starts_on": "1 1 2026", "reason": "Audits our files"},
    )

    page = client.post(address(world.olga), {"sure": "on"}).content.decode()

    assert "Another organisation looks after how Olga Other signs in" in page
    assert Authenticator.objects.filter(user=world.olga).exists()


def test_whoever_gave_the_oldest_role_still_does(world, sign_in):
    Authenticator.objects.create(user=world.dana, type="totp", data={})
    world.give("dana", "R13", "riverside", starts_on=date(2020, 1, 1))

    sign_in(world.una, world.wyvern).post(address(world.dana), {"sure": "on"})

    assert not Authenticator.objects.filter(user=world.dana).exists()


def test_somebody_whose_last_day_has_passed_is_nobodys_colleague(world, sign_in):
    by = world.actor("una")
    (held,) = queries.holdings(world.dana, by.today)
    operations.end_role(holding=held, ends_on=by.today - timedelta(days=1), by=by, at=timezone.now())

    assert sign_in(world.una).get(address(world.dana)).status_code == 404
