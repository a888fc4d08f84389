"""Who can see a record, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeguarding.core.access.reachable import Reachable
from safeguarding.core.access.rowsecurity import our_models
from safeguarding.core.restricted import readers
from tests.collect.reviews.making import a_review
from tests.core.restricted.making import a_note, a_request, as_reader, name, opened


def test_says_who_sees_a_request_and_why(world, sign_in):
    row = a_request(world)

    page = (
        opened(sign_in(world.dana), world)
        .get(f"/core/restricted/who/act.disclosure/{row.public_id}/")
        .content.decode()
    )

    assert "Hana Head" in page
    assert "the record is their own organisation" in page
    assert "holds no role that opens records of this kind" in page  # Bo, of the board


def test_of_a_sealed_note_only_those_on_its_list(world):
    row = a_note(world)
    name(world, row, "dana", "hana")
    actor = as_reader(world, "hana")

    found = readers.readers(actor, row)

    assert [r.name for r in found if r.decision.may] == ["Dana Designated", "Hana Head"]
    assert readers.other_organisations(actor, row) == []


def test_answers_for_an_ordinary_record_too(world, sign_in):
    row = a_review(world)

    page = sign_in(world.dana).get(f"/core/restricted/who/collect.review/{row.public_id}/").content.decode()

    assert "Quin Quality" in page


def test_stands_beside_the_record_and_asks_the_database_no_more_than_a_page_may(world, sign_in):
    row = a_review(world)
    browser = sign_in(world.dana)
    address = f"/core/restricted/who/collect.review/{row.public_id}/"

    assert address in browser.get(f"/collect/reviews/{row.public_id}/").content.decode()
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    assert len(asked) <= 25


@pytest.mark.parametrize(("who", "place"), [("pat", "riverside"), ("bo", "wyvern"), ("opal", "wyvern")])
def test_whoever_cannot_see_it_is_told_nothing(world, sign_in, who, place):
    row = a_request(world)

    address = f"/core/restricted/who/act.disclosure/{row.public_id}/"

    assert opened(sign_in(getattr(world, who)), world, place).get(address).status_code == 404


def test_stands_for_every_kind_of_record_with_an_address(world):
    actor = as_reader(world, "dana")
    kinds = [model for model in our_models() if issubclass(model, Reachable)]

    for model in kinds:
        readers.facts_for(actor, model(pk=0))

    assert len(kinds) > 30


def test_it_leads_back_to_the_page_that_one_came_from_and_to_no_other_site(world, sign_in):
    row = a_request(world)
    here, before = (
        f"/core/restricted/who/act.disclosure/{row.public_id}/",
        f"/act/disclosures/{row.public_id}/",
    )
    client = opened(sign_in(world.dana), world)

    ours = client.get(here, headers={"referer": f"http://testserver{before}"}).content.decode()
    elsewhere = client.get(here, headers={"referer": f"https://elsewhere.example{before}"}).content.decode()

    assert f'<a class="nhsuk-back-link" href="{before}">' in ours
    assert "nhsuk-back-link" not in elsewhere
    assert "L3" not in ours
