"""Foreign keys that are checked once a statement: the database refuses what a foreign key would, and their rows stay."""

import pytest
from django.db import IntegrityError, connection, transaction

from safeguarding.collect.models import Batch, Indicator, Observation, Series
from safeguarding.core.access import together
from safeguarding.core.access.rowsecurity import our_models
from safeguarding.core.organisations.models import Organisation
from tests.collect.returns.given import YEAR, record

DECLARED = {
    "collect_observation: about_id",
    "collect_observation: accountable_id",
    "collect_observation: batch_id, organisation_id, recorded_by_id",
    "collect_observation: indicator_id",
    "collect_observation: returned_by_id",
    "collect_observation: series_id",
}
NOBODY = 2_000_000_000


@pytest.fixture
def figure(world):
    """Return a figure of Wyvern, and act for Wyvern."""
    record(world.actor("adi"), ("adults.concerns", world.north_wyvern, YEAR, 1162))
    return Observation.objects.get()


def refused(figure, **changed):
    """Try to change a figure, and return whether the database refused it as a foreign key would."""
    try:
        with transaction.atomic():
            Observation.objects.filter(pk=figure.pk).update(**changed)
    except IntegrityError as why:
        return "does not stand" in str(why)
    return False


def test_the_declared_keys_are_checked_and_no_others(db):
    declared = {
        f"{key.table}: {', '.join(key.columns)}" for model in our_models() for key in together.keys_of(model)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text from pg_trigger where tgname ~ '_keys_(insert|update)$'"
        )
        tables = [table for (table,) in cursor.fetchall()]

    assert declared == DECLARED
    assert tables == ["collect_observation", "collect_observation"]


@pytest.mark.parametrize(
    "key", ["series", "indicator", "about", "accountable", "returned_by", "batch", "recorded_by"]
)
def test_a_figure_cannot_name_what_does_not_stand(figure, key):
    assert refused(figure, **{f"{key}_id": NOBODY})


def test_a_figure_cannot_be_of_somebody_else_than_its_batch(world, figure):
    assert refused(figure, recorded_by=world.pat)


def test_a_new_figure_that_names_nothing_is_not_added(figure):
    figure.pk, figure.public_id, figure.about_id = None, "00000000-0000-4000-8000-000000000001", NOBODY

    with pytest.raises(IntegrityError, match="does not stand"), transaction.atomic():
        figure.save(force_insert=True)


def test_what_figures_lead_to_keeps_its_id(figure):
    with pytest.raises(IntegrityError, match="stand for good"), transaction.atomic():
        Organisation.objects.filter(pk=figure.about_id).update(id=NOBODY)
    with pytest.raises(IntegrityError, match="stand for good"), transaction.atomic():
        Batch.objects.filter(pk=figure.batch_id).update(recorded_by=NOBODY)


@pytest.mark.parametrize("other", [Batch, Indicator, Organisation, Series])
def test_no_row_that_figures_lead_to_is_ever_deleted(db, other):
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgenabled from pg_trigger where tgrelid = %s::regclass and tgname = %s",
            [other._meta.db_table, f"{other._meta.db_table}_sealed"],
        )
        assert cursor.fetchall() == [("O",)]


def test_a_key_to_what_is_not_open_to_all_is_refused():
    class Closed:
        _meta = Observation._meta
        checked_together = ("batch",)

    with pytest.raises(together.NotOpen):
        together.keys_of(Closed)
