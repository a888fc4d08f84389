"""The second person."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.collect.sealed.models import SealedNote
from safeguarding.core.restricted import operations
from safeguarding.core.restricted.models import NamedPerson, Proposal
from safeguarding.core.restricted.operations import NotPossible
from tests.core.restricted.making import a_note, as_reader, kept, name, opened


def ask(world, note, kind="NAME", by="hana", person="dana"):
    as_reader(world, by)
    return operations.propose(
        restricted=kept(note),
        kind=kind,
        reason="Works on it",
        person=getattr(world, person) if person else None,
        by=as_reader(world, by),
        at=timezone.now(),
    )


def decide(world, proposal, who, agree=True):
    return operations.decide(
        proposal=proposal, version=1, agree=agree, by=as_reader(world, who), at=timezone.now()
    )


def sees(world, who, note):
    as_reader(world, who)
    return SealedNote.objects.filter(pk=note.pk).exists()


def test_a_second_person_agrees_on_the_page(world, sign_in):
    note = a_note(world)
    proposal = ask(world, note)
    client = opened(sign_in(world.cal), world)
    address = f"/core/restricted/decide/{proposal.public_id}/"

    assert "Hana Head" in client.get(address).content.decode()
    assert client.post(address, {"agree": "yes", "version": 1}).status_code == 302

    assert sees(world, "dana", note)


def test_nobody_agrees_to_their_own(world):
    proposal = ask(world, a_note(world))

    with pytest.raises(NotPossible):
        decide(world, proposal, "hana")


def test_nobody_agrees_to_be_let_in(world):
    proposal = ask(world, a_note(world), person="cal")

    with pytest.raises(NotPossible):
        decide(world, proposal, "cal")


@pytest.mark.parametrize("who", ["dana", "chris", "una", "pat", "oscar"])
def test_others_decide_nothing(world, who):
    proposal = ask(world, a_note(world))

    with pytest.raises((PermissionDenied, NotPossible)):
        decide(world, proposal, who)


def test_refusing_changes_nothing(world):
    note = a_note(world)
    decide(world, ask(world, note), "cal", agree=False)

    assert not sees(world, "dana", note)


def test_taking_off_the_list_takes_effect_at_once(world):
    note = a_note(world)
    name(world, note, "dana", "hana")
    assert sees(world, "dana", note)

    decide(world, ask(world, note, "UNNAME"), "cal")

    assert not sees(world, "dana", note)


def test_an_emergency_opens_it_to_one_person_for_four_hours(world):
    note = a_note(world)

    decide(world, ask(world, note, "EMERGENCY", by="chris", person=None), "cal")

    assert sees(world, "chris", note)
    until = NamedPerson.objects.get(user=world.chris).until
    assert 3.9 < (until - timezone.now()).total_seconds() / 3600 <= 4
    NamedPerson.objects.filter(user=world.chris).update(until=timezone.now())
    assert not sees(world, "chris", note)


def test_a_flag_falls_only_by_two(world):
    note = a_note(world)
    actor = as_reader(world, "hana")
    operations.flag(restricted=kept(note), safe_address=True, hold="An inquiry", by=actor, at=timezone.now())

    for kind in ("CLEAR", "LIFT", "LOWER"):
        decide(world, ask(world, note, kind, person=None), "cal")

    found = kept(note)
    assert (found.level, found.has_safe_address, found.held_at) == (3, False, None)
    assert Proposal.objects.filter(is_done=True).count() == 3
