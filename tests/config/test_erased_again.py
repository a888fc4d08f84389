"""What was disposed of after a backup was made is disposed of again when the backup is restored."""

import os
from datetime import date

import pytest
from django.db import transaction

from safeguarding.config import erased_again
from safeguarding.core.restricted import keeping, ledger
from tests import databases
from tests.core.restricted.making import a_note, a_request, as_reader, kept
from tests.core.restricted.test_disposal import agree, ask
from tests.world import World, template

OF_A_ROW = (
    "select count(*) filter (where before is not null or after is not null), count(*) from core_rowhistory"
    " where relation = %s and row_id = %s"
)


@pytest.fixture
def databases_of_this_test(django_db_setup, django_db_blocker):
    """Make the names of a database in use and of a backup of it, and drop both at the end."""
    names = [f"{kind}_{os.getpid()}" for kind in ("in_use", "restored")]
    with django_db_blocker.unblock():
        yield names
        for name in names:
            databases.remove(name)


def test_is_disposed_of_again_and_its_stub_comes_with_it(databases_of_this_test, settings, tmp_path):
    settings.AUDIT_ROOTS = tmp_path / "roots"
    in_use, restored = databases_of_this_test
    databases.copy(template(), in_use)
    with databases.using(in_use):
        world = World()
        with transaction.atomic():
            gone, sealed, stays = a_request(world), a_note(world), a_request(world, about="C-105")
    databases.copy(in_use, restored)
    with databases.using(in_use):
        for row in (gone, sealed):
            with transaction.atomic():
                agree(world, ask(world, row))
        with transaction.atomic():
            as_reader(world, "hana")
            keeping.count_from(stays.public_id, date(1990, 1, 1))
            assert kept(stays).counts_from

    with databases.superuser(restored) as older:
        assert older.execute(OF_A_ROW, ["act_disclosure", gone.pk]).fetchone()[0] > 0
        found = erased_again.erase(older, ledger.read())
        again = erased_again.erase(older, erased_again.stubs(older))

        assert (found, again) == (2, 0)
        assert older.execute("select about from act_disclosure").fetchall() == [("C-105",)]
        assert older.execute("select count(*) from collect_sealednote").fetchone() == (0,)
        assert older.execute(OF_A_ROW, ["act_disclosure", gone.pk]).fetchone() == (0, 1)
        assert older.execute(OF_A_ROW, ["collect_sealednote", sealed.pk]).fetchone() == (0, 1)
        assert older.execute(OF_A_ROW, ["act_disclosure", stays.pk]).fetchone() == (1, 1)
        stubs = older.execute("select reason from core_disposal").fetchall()
        assert stubs == [("Its time has passed",)] * 2
