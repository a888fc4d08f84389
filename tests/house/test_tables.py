"""Every table says what it keeps about people, points down only, and pairs each moment with a person."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import models

from tests.house.exceptions import MOMENTS_OF_THE_DATABASE, MOMENTS_WITHOUT_A_PERSON

ROOMS = ("core", "collect", "assure", "act", "report")  # from the bottom up
KINDS = {"personal", "may contain", "never"}


def our_tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("safeguarding.")]


def faults_of_declaration(model) -> list[str]:
    """Return what is wrong with what a model says that it keeps about people."""
    declared = model.__dict__.get("PersonalData")
    if declared is None:
        return ["has no class PersonalData"]
    names = {field.name for field in model._meta.get_fields()}
    words = [] if (declared.__doc__ or "").strip() else ["does not say in words what it keeps about people"]
    unknown = [f"names {name!r}, which is no column" for name in declared.fields if name not in names]
    wrong = [f"calls {name!r} {kind!r}" for name, kind in declared.fields.items() if kind not in KINDS]
    return words + unknown + wrong


def faults_of_key(room: str, target: str, related_name: str | None) -> list[str]:
    """Return what is wrong with a foreign key from one room to another."""
    if target not in ROOMS or room == target:
        return []
    upwards = [f"points up to {target}"] if ROOMS.index(target) > ROOMS.index(room) else []
    # Django spells the "+" of a many-to-many field out, such as "_act_aim_partners_+".
    return upwards + ([] if (related_name or "").endswith("+") else ['lacks related_name="+"'])


def unpaired_moments(names: set[str]) -> list[str]:
    """Return the moments (`*_at`) that do not say who (`*_by`); a figure's `*_as_at` is a date, not a deed."""
    moments = {name for name in names if name.endswith("_at") and not name.endswith("_as_at")}
    paired = {name for name in moments if f"{name.removesuffix('_at')}_by" in names}
    return sorted(moments - paired - MOMENTS_OF_THE_DATABASE)


def test_every_table_says_what_it_keeps_about_people():
    found = [
        f"{table._meta.label} {fault}" for table in our_tables() for fault in faults_of_declaration(table)
    ]

    assert found == []


def test_keys_between_rooms_point_down_and_leave_nothing_behind():
    found = [
        f"{table._meta.label}.{field.name} {fault}"
        for table in our_tables()
        for field in table._meta.get_fields()
        if isinstance(field, (models.ForeignKey, models.ManyToManyField))
        for fault in faults_of_key(
            table._meta.app_label, field.related_model._meta.app_label, field.remote_field.related_name
        )
    ]

    assert found == []


def test_every_moment_says_who():
    found = {
        f"{table._meta.label}.{name}"
        for table in our_tables()
        for name in unpaired_moments({field.name for field in table._meta.get_fields()})
    }

    assert sorted(found - MOMENTS_WITHOUT_A_PERSON.keys()) == []
    assert sorted(MOMENTS_WITHOUT_A_PERSON.keys() - found) == [], (
        "no longer an exception: take it off the list"
    )


def test_every_table_is_described_in_a_sentence():
    generated = "("  # Django writes Name(field, field) when nobody wrote anything
    found = [
        table._meta.label
        for table in our_tables()
        if not table.__doc__ or table.__doc__.startswith(table.__name__ + generated)
    ]

    assert found == []


def table_with(**fields: str):
    column = SimpleNamespace(name="note")
    meta = SimpleNamespace(get_fields=lambda: [column])
    return type(
        "T", (), {"_meta": meta, "PersonalData": type("P", (), {"__doc__": "Staff.", "fields": fields})}
    )


def test_the_rules_see_their_faults():
    assert faults_of_declaration(table_with(note="may contain")) == []
    assert faults_of_declaration(table_with(note="perhaps")) == ["calls 'note' 'perhaps'"]
    assert faults_of_declaration(table_with(name="personal")) == ["names 'name', which is no column"]
    assert faults_of_declaration(type("T", (), {})) == ["has no class PersonalData"]
    assert unpaired_moments({"sent_at", "sent_by", "closed_at", "count_as_at"}) == ["closed_at"]


@pytest.mark.parametrize(
    ("room", "target", "related_name", "faults"),
    [
        ("act", "collect", "+", []),
        ("act", "act", None, []),
        ("act", "auth", None, []),
        ("act", "core", None, ['lacks related_name="+"']),
        ("collect", "assure", "+", ["points up to assure"]),
    ],
)
def test_the_rule_of_keys_sees_its_faults(room, target, related_name, faults):
    assert faults_of_key(room, target, related_name) == faults
