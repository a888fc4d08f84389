"""Deciding on a request."""

import pytest

from safeguarding.act.disclosures.models import Disclosure
from tests.core.restricted.making import a_request, as_reader, opened

TYPED = {
    "verdict": "PART",
    "basis": "TASK",
    "rationale": "Needed to judge the risk",
    "shared": "Dates of attendance",
    "told": "Duty social worker, county council",
    "is_person_told": "no",
    "why_not_told": "Telling would put the child at risk",
    "review_on": "2025-09-01",
    "version": 1,
}


def decide(world, sign_in, **changed):
    row = a_request(world)
    client = opened(sign_in(world.dana), world)
    return client.post(f"/act/disclosures/{row.public_id}/decide/", TYPED | changed)


def test_keeps_the_decision_its_basis_and_who_was_told(world, sign_in):
    assert decide(world, sign_in).status_code == 302

    as_reader(world, "dana")
    row = Disclosure.objects.get()
    assert (row.verdict, row.basis, row.is_person_told, row.decided_by) == ("PART", "TASK", False, world.dana)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"told": ""}, "who was told"),
        ({"verdict": "DETRIMENT"}, "Nothing was shared"),
        ({"basis": "NONE"}, "without a basis in law"),
        ({"why_not_told": ""}, "why the person was not told"),
        ({"rationale": ""}, "necessary and proportionate"),
        ({"version": 7}, "Somebody else changed this"),
    ],
)
def test_says_what_is_wrong(world, sign_in, changed, said):
    assert said in decide(world, sign_in, **changed).content.decode()


def test_the_page_says_what_was_decided_in_its_own_words(world, sign_in):
    assert decide(world, sign_in, rationale="Needed to judge the risk.").status_code == 302

    row = Disclosure.objects.get()
    page = opened(sign_in(world.dana), world).get(f"/act/disclosures/{row.public_id}/").content.decode()

    assert "The person was told: nothing → no" in page
    assert "Review on: nothing → 1 September 2025" in page
    assert "risk.." not in page
    assert "Verdict" not in page
