"""Judging an opening."""

from safeguarding.core.breakglass.models import Opening
from tests.core.breakglass.making import opening
from tests.core.restricted.making import as_reader, opened


def test_the_caldicott_guardian_judges_it(world, sign_in):
    found = opening(world)
    client = opened(sign_in(world.cal), world)
    typed = {"verdict": "no", "finding": "It could have waited", "version": 1}

    assert client.post(f"/core/breakglass/{found.public_id}/judge/", typed).status_code == 302

    as_reader(world, "cal")
    assert Opening.objects.get().is_justified is False
    assert "Not justified" in client.get("/core/breakglass/log/").content.decode()


def test_nobody_else_does(world, sign_in):
    found = opening(world)

    for who in ("hana", "gwen"):
        client = opened(sign_in(getattr(world, who)), world)
        assert client.get(f"/core/breakglass/{found.public_id}/judge/").status_code == 404
