"""Judging an opening."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.core.access import context
from safeguarding.core.access.queries import actor_for
from safeguarding.core.breakglass.models import Opening
from safeguarding.core.breakglass.operations import judge
from tests.core.breakglass.making import opening
from tests.core.restricted.making import as_reader, opened


def address(found) -> str:
    return f"/core/breakglass/{found.public_id}/judge/"


TYPED = {"verdict": "no", "finding": "It could have waited", "version": 1}


def guardian_of_riverside(world):
    """Let Noone be the Caldicott Guardian of the provider whose record was opened, and act as that."""
    now = timezone.now()
    world.give("noone", "R12", "riverside")
    context.set_context([str(world.riverside.pk), str(world.noone.pk), "3", now.date().isoformat()])
    return replace(actor_for(world.noone, world.riverside, now.date()), level=3, purpose="protect")


def gwen(world):
    """Return a colleague who may break the glass herself and is no Guardian."""
    return as_reader(world, "gwen", 3)


def test_the_caldicott_guardian_judges_it(world, sign_in):
    found = opening(world)
    client = opened(sign_in(world.cal), world)

    assert client.post(address(found), TYPED).status_code == 302

    as_reader(world, "cal")
    assert Opening.objects.get().is_justified is False
    assert "Not justified" in client.get("/core/breakglass/log/").content.decode()


def test_nobody_else_does(world, sign_in):
    found = opening(world)

    for who in ("hana", "gwen"):
        client = opened(sign_in(getattr(world, who)), world)
        assert client.get(address(found)).status_code == 404


def test_the_guardian_of_the_records_owner_finds_it_and_does_not_judge_it(world, sign_in):
    found = opening(world)
    guardian_of_riverside(world)
    client = opened(sign_in(world.noone), world, "riverside")

    assert "Hana Head" in client.get("/core/breakglass/log/").content.decode()
    assert client.get(address(found)).status_code == 404
    assert client.post(address(found), TYPED).status_code == 404


@pytest.mark.parametrize("somebody", [gwen, guardian_of_riverside])
def test_not_even_where_the_page_would_let_them(world, somebody):
    """The operation asks for itself: there may be another way to it than the page."""
    found = opening(world)
    by = somebody(world)
    assert Opening.objects.filter(pk=found.pk).exists()

    with pytest.raises(PermissionDenied):
        judge(opening=found, version=1, is_justified=True, finding="Right", by=by, at=timezone.now())
