"""A leaver is out at once, whatever they come with: session, password, app, passkey, other sign-in, link, waiting job."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from safeguarding.core.access import jobs, operations
from safeguarding.core.access.context import acting
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.models import AuditRecord
from tests.core.notices.helping import run_what_waits
from tests.core.signin import authenticating
from tests.core.signin.provider import come_back, is_in, link
from tests.core.signin.test_account import browser


def address(person) -> str:
    return f"/core/access/people/{person.public_id}/close/"


def close(world, person) -> None:
    """Close an account as the administrator does."""
    una = Client()
    una.force_login(world.una)
    assert una.post(address(person)).status_code == 302


def by_session(world):
    client = browser(world.dana)
    return client, lambda: None


def by_password(world):
    client = Client()
    return client, lambda: authenticating.sign_in_with_password(client, "dana@demo.invalid")


def by_app(world):
    client, secret = Client(), authenticating.give_app(world.dana)

    def enter():
        authenticating.sign_in_with_password(client, "dana@demo.invalid")
        client.post(authenticating.CODE, {"code": authenticating.code_of(secret)})

    return client, enter


def by_link(world):
    """Ask for a new password before leaving, and use the link afterwards."""
    client = Client()
    client.post("/account/password/reset/", {"email": "dana@demo.invalid"})
    run_what_waits()
    path = next(word for word in mail.outbox[0].body.split() if "/account/password/reset/key/" in word)

    def enter():
        form = client.get(path[path.index("/account/") :], follow=True)
        chosen = {"password1": "three-random-words", "password2": "three-random-words"}
        client.post(form.request["PATH_INFO"], chosen)
        client.post("/account/login/", {"login": "dana@demo.invalid", "password": "three-random-words"})

    return client, enter


@pytest.mark.parametrize("way", [by_session, by_password, by_app, by_link])
def test_a_leaver_is_out_at_once(world, way):
    client, enter = way(world)

    close(world, world.dana)
    enter()

    assert client.get("/").status_code == 302
    assert client.get("/core/signin/account/").status_code == 302


def test_a_leaver_is_out_whatever_their_provider_says(world, provider):
    link(world.dana, provider)
    operations.close_account(user=world.dana, by=world.actor("una"), at=timezone.now())
    client = Client()

    come_back(client, provider)

    assert not is_in(client)


def test_a_job_that_waits_reaches_nothing_as_a_leaver(world):
    dana, wyvern = world.dana, world.wyvern
    close(world, dana)

    by = jobs.queries.actor_of(wyvern.pk, dana.pk, timezone.localdate() + timedelta(days=1), purpose="test")

    with acting(by), pytest.raises(PermissionDenied):
        require(by, Permission("ACT", "r"), wyvern)


def test_it_stands_in_the_audit_and_the_roles_are_ended(world):
    close(world, world.dana)

    world.actor("una")
    assert AuditRecord.objects.filter(what="account.closed").count() == 1
    assert RoleHolding.objects.get(user=world.dana).ends_on < timezone.localdate()


def test_whoever_holds_a_role_elsewhere_keeps_the_account_for_it(world, sign_in):
    world.give("dana", "R02", "elsewhere_icb")
    elsewhere = browser(world.dana)

    close(world, world.dana)

    assert elsewhere.get("/").status_code == 302
    client = sign_in(world.dana)
    assert client.get("/").wsgi_request.actor.organisation == world.elsewhere_icb


def test_whoever_begins_elsewhere_next_week_keeps_the_account_for_it(world):
    world.give("dana", "R02", "elsewhere_icb", starts_on=timezone.localdate() + timedelta(days=7))

    close(world, world.dana)

    assert world.dana.is_active


def test_an_account_whose_roles_ended_before_is_closed_all_the_same(world, sign_in):
    by, yesterday = world.actor("una"), timezone.localdate() - timedelta(days=1)
    operations.end_role(
        holding=RoleHolding.objects.get(user=world.dana), ends_on=yesterday, by=by, at=timezone.now()
    )

    assert (
        address(world.dana)
        in sign_in(world.una).get(f"/core/access/people/{world.dana.public_id}/").content.decode()
    )
    close(world, world.dana)

    assert not world.dana.is_active


def test_somebody_who_comes_back_is_invited_again(world, sign_in):
    close(world, world.dana)

    sign_in(world.una).post(
        "/core/access/people/invite/",
        {
            "email": "dana@demo.invalid",
            "name": "",
            "role": "R03",
            "starts_on": timezone.localdate().isoformat(),
        },
    )
    run_what_waits()

    assert world.dana.is_active
    assert not world.dana.has_usable_password()
    assert "/account/password/reset/key/" in mail.outbox[0].body


def test_the_last_who_looks_after_sign_ins_is_not_closed_out(world, sign_in):
    page = sign_in(world.opal).post(address(world.una)).content.decode()

    assert "is the last who looks after the sign-ins" in page
    assert world.una.is_active


def test_nobody_closes_their_own_account(world, sign_in):
    page = sign_in(world.una).post(address(world.una)).content.decode()

    assert "You cannot close your own account" in page
    assert world.una.is_active


@pytest.mark.parametrize(("person", "status"), [("una", 200), ("dana", 404), ("pat", 404), ("cal", 404)])
def test_only_the_administrator_of_sign_ins_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(address(world.hana)).status_code == status


def test_nobody_of_another_organisation_is_to_be_found(world, sign_in):
    assert sign_in(world.una).post(address(world.pat)).status_code == 404
