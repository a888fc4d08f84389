"""Migrations are one straight line in each room, and the tables are what the models say."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

ROOMS = ("core", "collect", "assure", "act", "report")


@pytest.fixture
def loader():
    return MigrationLoader(None, ignore_no_migrations=True)


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_has_one_straight_line(loader, room):
    children = [
        key
        for key in loader.graph.nodes
        if key[0] == room and len([c for c in loader.graph.node_map[key].children if c.key[0] == room]) > 1
    ]

    assert len(loader.graph.leaf_nodes(room)) == 1
    assert children == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_depends_on_a_room_above_it(loader, room):
    above = set(ROOMS[ROOMS.index(room) + 1 :])
    upward = {
        (name, other)
        for (label, name), migration in loader.disk_migrations.items()
        if label == room
        for other, _ in migration.dependencies
        if other in above
    }

    assert upward == set()


def test_the_models_say_nothing_that_no_migration_does(db):
    call_command(
        "makemigrations", *[app.label for app in map(apps.get_app_config, ROOMS)], check=True, dry_run=True
    )
