"""What restricted records are read for."""

from safeguarding.core.audit import reads
from tests.core.restricted.making import a_request, opened


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
    world.give("dana", "R03", "elsewhere_icb")
    client = sign_in(world.dana, world.wyvern)
    client.post("/core/restricted/purpose/", {"purpose": "share"})

    client.post("/core/access/choose/", {"organisation": str(world.elsewhere_icb.public_id)})

    assert client.get("/act/disclosures/")["Location"].startswith("/core/restricted/purpose/")


def test_a_page_that_forgot_to_note_what_it_shows_is_not_shown(world, sign_in, monkeypatch):
    """Not the page but the gate sees to it: whoever writes the next page may forget."""
    a_request(world)
    client = opened(sign_in(world.dana), world)
    assert client.get("/act/disclosures/").status_code == 200
    monkeypatch.setattr(reads, "note_rows", lambda *_, **__: None)

    answer = client.get("/act/disclosures/")

    assert answer.status_code == 503
    assert "C-104" not in answer.content.decode()
