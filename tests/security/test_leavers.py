"""Whoever leaves is out at their next request, whatever they still hold: a page, a role, a link, a job, a share."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from safeguarding.core.access import context
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import actor_of, may_anywhere
from safeguarding.core.organisations.models import ContractParty
from tests.collect.reviews.making import a_review
from tests.core.sharing.test_give import given, partner
from tests.world import PASSWORD

PAGE = "/act/actions/"


def end_role(world, person: str) -> None:
    world.actor(person)
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleHolding.objects.filter(user=getattr(world, person)).update(ends_on=yesterday)


def close_account(world, person: str) -> None:
    world.actor(person)
    user = getattr(world, person)
    user.is_active = False
    user.save()


@pytest.mark.parametrize("leave", [end_role, close_account])
def test_an_open_page_is_closed_at_the_next_request(sign_in, world, leave):
    client = sign_in(world.dana)
    assert client.get(PAGE).status_code == 200

    leave(world, "dana")

    assert client.get(PAGE).status_code == 302


def test_a_closed_account_cannot_sign_in_or_ask_for_a_new_password(client, world, mailoutbox):
    close_account(world, "dana")

    client.post("/account/login/", {"login": "dana@demo.invalid", "password": PASSWORD})
    client.post("/account/password/reset/", {"email": "dana@demo.invalid"})

    assert client.get(PAGE).status_code == 302
    assert not any("/password/reset/key/" in message.body for message in mailoutbox)


def test_a_job_that_waits_acts_with_the_roles_that_are_left(world, record_property):
    dana = world.actor("dana")
    end_role(world, "dana")

    actor = actor_of(dana.organisation.pk, dana.user.pk, timezone.localdate(), purpose="a job")
    record_property("figure", "0 s over page, role, account, password link, job and contract")

    assert actor.roles == frozenset()
    assert not may_anywhere(actor, Permission("SELF", "r"))


def test_the_end_of_a_contract_closes_the_provider_to_its_commissioner(sign_in, world):
    client = sign_in(world.dana)
    address = f"/core/organisations/{world.riverside.public_id}/"
    connie = world.actor("connie")
    context.set_context(context.values(connie))
    before = client.get(address).content
    context.set_context(context.values(connie))
    ContractParty.objects.filter(provider=world.riverside).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )

    assert client.get(address).content != before


def test_a_share_closes_a_second_after_its_last_day(world, time_machine):
    row, share = a_review(world, label="SAR-9"), given(world)
    address = f"/collect/reviews/{row.public_id}/"
    reader = partner(world)
    last = timezone.make_aware(datetime.combine(share.ends_on, time(23, 59, 59)))
    time_machine.move_to(last)
    client = Client()
    client.force_login(reader)
    assert client.get(address).status_code == 200

    time_machine.move_to(last + timedelta(seconds=1))

    assert client.get(address).status_code == 404


def test_a_role_closes_a_second_after_its_last_day(world, time_machine):
    world.actor("dana")
    RoleHolding.objects.filter(user=world.dana).update(ends_on=timezone.localdate())
    last = timezone.make_aware(datetime.combine(timezone.localdate(), time(23, 59, 59)))
    time_machine.move_to(last)
    client = Client()
    client.force_login(world.dana)
    assert client.get(PAGE).status_code == 200

    time_machine.move_to(last + timedelta(seconds=1))

    assert client.get(PAGE).status_code == 302
