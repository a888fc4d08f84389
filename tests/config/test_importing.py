"""Imports by the command line that store: whole, once, on our own server and on somebody else's; killed, not at all."""

import json
import signal
import subprocess
import sys

import psycopg
import pytest

from safeguarding.config import postgres
from tests.config.machines import installed
from tests.databases import ROOT

pytestmark = pytest.mark.long  # it sets up a deployment of its own
ESR = ROOT / "tests" / "data" / "esr_like"
FIGURES = b"indicator,area,period,value,unit\nSafeguarding adult alerts,NHS Example ICB,2024-25,%d,count\n"
HELD = """
import os, signal
import django
django.setup()
from safeguarding.collect.returns import operations
from safeguarding.config import cli
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
operations._close_batch = die
cli.main()
"""


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    machine = installed(tmp_path_factory.mktemp("importing"))
    yield machine
    machine.server.stop()


def figures_of(machine, count, folder, name="figures.csv"):
    file = folder / name
    file.write_bytes(FIGURES % count)
    return ("import", "figures", str(file), "--for", "QXX", "--json")


def stored(machine) -> list[int]:
    """Return the adult alerts that are kept, as the superuser sees them."""
    with psycopg.connect(machine.server.dsn(role=postgres.SUPERUSER)) as connection:
        rows = connection.execute(
            "select o.value::int from collect_observation o join collect_indicator i on i.id = o.indicator_id"
            " where i.urn = 'adults.concerns' order by o.id"
        )
        return [value for (value,) in rows]


def test_killed_with_its_transaction_open_it_stores_nothing_and_works_when_done_again(machine, tmp_path):
    words = figures_of(machine, 1162, tmp_path)

    done = subprocess.run(
        [sys.executable, "-c", HELD, *words], env=machine.environment, timeout=300, check=False
    )

    assert done.returncode == -signal.SIGKILL
    assert stored(machine) == []
    again = machine.run(*words)
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["added"] == 1
    assert stored(machine) == [1162]
    assert machine.run("audit", "verify").returncode == 0


def test_by_the_addresses_of_a_server_it_stores_there_and_the_same_file_changes_nothing(machine, tmp_path):
    addresses = {
        "DATABASE_URL": machine.server.dsn(role=postgres.APP),
        "DATABASE_OWNER_URL": machine.server.dsn(role=postgres.OWNER),
    }
    words = figures_of(machine, 1163, tmp_path)

    first, second = machine.run(*words, **addresses), machine.run(*words, **addresses)

    assert first.returncode == 0, first.stderr
    assert stored(machine) == [1163]
    assert second.returncode == 0, second.stderr
    assert "Nothing was changed" in second.stdout
    assert stored(machine) == [1163]


def test_a_staff_record_is_added_up_and_stored_for_its_organisation(machine):
    file = ESR / "training_compliance_2020-03-31.csv"

    done = machine.run("import", "training", str(file), "--as-at", "2020-03-31", "--about", "QXX", "--json")

    assert done.returncode == 0, done.stderr
    told = {one["competence"]: one for one in json.loads(done.stdout)["figures"]}
    with psycopg.connect(machine.server.dsn(role=postgres.SUPERUSER)) as connection:
        kept = connection.execute(
            "select o.numerator::int, o.denominator::int from collect_observation o"
            " join collect_indicator i on i.id = o.indicator_id where i.urn like 'training.%' order by o.id"
        ).fetchall()
    assert kept
    assert sorted(kept) == sorted((one["compliant"], one["required"]) for one in told.values())
