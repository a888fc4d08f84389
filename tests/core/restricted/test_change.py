"""Changing who sees a record: at once where that closes, by two where it opens."""

import pytest
from django.utils import timezone

from safeguarding.core.restricted import operations
from safeguarding.core.restricted.models import Exclusion, NamedPerson, Proposal
from tests.core.restricted.making import a_note, a_request, as_reader, kept, opened


def change(world, sign_in, row, who="hana", **typed):
    client = opened(sign_in(getattr(world, who)), world)
    given = {"kind": "NAME", "email": "dana@demo.invalid", "reason": "Works on it"} | typed
    return client.post(f"/core/restricted/{row.public_id}/change/", given)


def test_naming_somebody_on_a_sealed_note_waits_for_a_second_person(world, sign_in):
    note = a_note(world)

    assert change(world, sign_in, note).status_code == 302

    as_reader(world, "cal")
    assert Proposal.objects.get().kind == "NAME"
    assert not NamedPerson.objects.filter(user=world.dana).exists()


def test_naming_somebody_on_a_request_takes_effect_at_once(world, sign_in):
    row = a_request(world)

    change(world, sign_in, row, email="pat@demo.invalid")

    as_reader(world, "hana")
    assert NamedPerson.objects.filter(user=world.pat, record=row.public_id).exists()


def test_keeping_somebody_out_takes_effect_at_once(world, sign_in):
    row = a_request(world)

    change(world, sign_in, row, kind="EXCLUDE")

    as_reader(world, "hana")
    assert Exclusion.objects.get().user == world.dana


def test_closing_and_marking_take_effect_at_once(world, sign_in):
    row = a_request(world)

    for kind in ("SAFE", "HOLD", "RAISE"):
        assert change(world, sign_in, row, kind=kind, email="").status_code == 302

    as_reader(world, "hana")
    found = kept(row)
    assert (found.level, found.has_safe_address, found.held_for) == (4, True, "Works on it")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": ""}, "Enter the work email address of the person"),
        ({"email": "nobody@demo.invalid"}, "Nobody signs in"),
        ({"kind": "LIFT", "email": ""}, "No legal hold stands"),
        ({"kind": "LOWER", "email": ""}, "It is open already"),
        ({"reason": "It is about Sarah Green"}, "name"),
    ],
)
def test_says_what_is_wrong(world, sign_in, typed, said):
    row = a_request(world)

    assert said in change(world, sign_in, row, **typed).content.decode()


@pytest.mark.parametrize(
    "typed", [{"kind": "NAME", "email": "hana@demo.invalid"}, {"kind": "RAISE", "email": ""}]
)
def test_whoever_looks_after_a_list_does_not_come_onto_it_by_themselves(world, sign_in, typed):
    """A note lowered to L3 is read by the people on its list alone; its manager is given a place or takes none."""
    note = a_note(world, "dana")
    as_reader(world, "dana")
    asked = operations.propose(
        restricted=kept(note),
        kind="LOWER",
        reason="Of no use",
        by=as_reader(world, "dana"),
        at=timezone.now(),
    )
    operations.decide(proposal=asked, version=1, agree=True, by=as_reader(world, "cal"), at=timezone.now())
    page = f"/collect/sealed/{note.public_id}/"

    change(world, sign_in, note, **typed)

    assert opened(sign_in(world.hana), world).get(page).status_code == 404
    assert opened(sign_in(world.dana), world).get(page).status_code == 200


def test_whoever_read_a_record_stands_on_its_list_when_they_close_it(world, sign_in):
    row = a_request(world, "dana")

    change(world, sign_in, row, kind="RAISE", email="")

    as_reader(world, "hana")
    assert NamedPerson.objects.filter(user=world.hana, record=row.public_id).exists()
