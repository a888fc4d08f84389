"""What restricted records are read for."""

from datetime import date

from django.utils import timezone

from safeguarding.core.access import context
from safeguarding.core.access.operations import give_role, system_actor


def test_asks_once_and_leads_on(world, sign_in):
    client = sign_in(world.dana)

    answer = client.post("/core/restricted/purpose/?next=/act/disclosures/", {"purpose": "share"})

    assert answer["Location"] == "/act/disclosures/"
    assert client.get("/act/disclosures/").status_code == 200


def test_leads_nowhere_outside(world, sign_in):
    answer = sign_in(world.dana).post(
        "/core/restricted/purpose/?next=//elsewhere.example/", {"purpose": "share"}
    )

    assert answer["Location"] == "/"


def test_takes_no_purpose_of_ones_own(world, sign_in):
    assert sign_in(world.dana).post("/core/restricted/purpose/", {"purpose": "curious"}).status_code == 200


def test_what_was_said_for_one_organisation_is_asked_anew_for_another(world, sign_in):
    """Two hats have two purposes: the reading stands in the chain of whom one acts for."""
    by = system_actor(date.today(), "a second hat")
    with context.acting(by):
        give_role(
            user=world.dana,
            organisation=world.elsewhere_icb,
            role="R03",
            starts_on=date.today(),
            by=by,
            at=timezone.now(),
        )
    client = sign_in(world.dana, world.wyvern)
    client.post("/core/restricted/purpose/", {"purpose": "share"})

    client.post("/core/access/choose/", {"organisation": str(world.elsewhere_icb.public_id)})

    assert client.get("/act/disclosures/")["Location"].startswith("/core/restricted/purpose/")
