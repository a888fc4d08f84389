"""A thousand ways to tamper with the audit, each found; and a cut tail told from a changed record."""

import json
import random
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from safeguarding.core.audit.verify import Record, digest, faults

LENGTH = 150


def chain(length: int = LENGTH) -> list[Record]:
    """Return a chain of records that holds."""
    records, before, start = [], "", timezone.now()
    for sequence in range(1, length + 1):
        said = {"what": "thing.read", "by": f"person-{sequence % 7}@demo.invalid", "about": f"x:{sequence}"}
        body = json.dumps(said | {"detail": {"n": sequence}}, sort_keys=True)
        moment = start + timedelta(seconds=sequence)
        given = digest(before, sequence, moment, body)
        records.append(Record(1, sequence, moment, body, before, given, **said))
        before = given
    return records


def found(records: list[Record], head: tuple[int, str]) -> list[str]:
    """Return what the check says of a chain that stands in a table, with the head that was kept apart."""
    ends = [(0, ""), *((record.sequence, record.hash) for record in records)]
    said = [why for record, before in zip(records, ends, strict=False) for why in faults(record, *before)]
    return said + (["cut"] if ends[-1] != head else [])


def flip(text: str, choose: random.Random) -> str:
    """Change a single bit of a text."""
    place = choose.randrange(len(text))
    changed = chr(ord(text[place]) ^ 1)
    return text[:place] + changed + text[place + 1 :]


def change_a_bit(records, place, choose):
    name = choose.choice(("body", "previous", "hash", "what", "by", "about"))
    value = getattr(records[place], name) or "0"
    records[place] = records[place]._replace(**{name: flip(value, choose)})


def change_the_moment(records, place, choose):
    records[place] = records[place]._replace(
        recorded_at=records[place].recorded_at + timedelta(microseconds=1)
    )


def change_the_number(records, place, choose):
    records[place] = records[place]._replace(sequence=records[place].sequence + choose.choice((-1, 1)))


def take_one_away(records, place, choose):
    del records[place]


def say_one_twice(records, place, choose):
    records.insert(place, records[place])


def change_the_order(records, place, choose):
    other = (place + 1) % len(records)
    records[place], records[other] = records[other], records[place]


def write_the_rest_anew(records, place, choose):
    """Forge a record and every hash after it, as somebody would who may write to the table and not to the head."""
    records[place] = records[place]._replace(
        body=records[place].body.replace("read", "rood"), what="thing.rood"
    )
    before = records[place - 1].hash if place else ""
    for at in range(place, len(records)):
        record = records[at]._replace(previous=before)
        before = digest(before, record.sequence, record.recorded_at, record.body)
        records[at] = record._replace(hash=before)


def cut_the_tail(records, place, choose):
    del records[place:]


TAMPERINGS = (
    change_a_bit,
    change_the_moment,
    change_the_number,
    take_one_away,
    say_one_twice,
    change_the_order,
    write_the_rest_anew,
    cut_the_tail,
)


def test_an_untouched_chain_holds():
    records = chain()

    assert found(records, (LENGTH, records[-1].hash)) == []
    assert all(after.previous == before.hash for before, after in pairwise(records))


def test_a_thousand_tamperings_are_all_found(record_property):
    untouched = chain()
    head = (LENGTH, untouched[-1].hash)
    missed = []
    for number in range(1000):
        choose, tamper = random.Random(number), TAMPERINGS[number % len(TAMPERINGS)]
        records = list(untouched)
        tamper(records, choose.randrange(LENGTH), choose)
        if not found(records, head):
            missed.append((number, tamper.__name__))
    record_property("figure", f"{1000 - len(missed)} of 1,000 tamperings found")

    assert missed == []


@pytest.mark.parametrize("kept", [0, 1, LENGTH // 2, LENGTH - 1])
def test_a_cut_tail_is_told_from_a_changed_record(kept):
    """What is left of a cut chain holds in itself: only the head that is kept apart tells, and says that it was cut."""
    untouched = chain()
    head = (LENGTH, untouched[-1].hash)
    cut = untouched[:kept]
    changed = list(untouched)
    change_the_moment(changed, kept, random.Random(0))

    assert found(cut, head) == ["cut"]
    assert "cut" not in found(changed, head)
    assert "its content is not what was recorded" in found(changed, head)
