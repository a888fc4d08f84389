"""Recording, correcting and reading figures: who may, what is refused, and that nothing is ever lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safeguarding.collect.models import Batch, FormerFigure, Observation, Total
from safeguarding.collect.returns import operations, queries
from safeguarding.collect.returns.figures import NewFigure
from safeguarding.kit.periods import financial_year
from safeguarding.kit.quantities import Qualifier, State
from safeguarding.kit.refusals import NothingChanged, Stale

YEAR = financial_year(2024)
NOW = timezone.now()


def alerts(place, number, **more):
    return NewFigure(urn="adults.concerns", about=place, period=YEAR, value=Decimal(number), **more)


def send(actor, *figures, provenance="return", source="", **more):
    return operations.record_figures(
        figures=figures, provenance=provenance, source=source, by=actor, at=NOW, **more
    )


def test_a_commissioner_records_figures_of_its_areas_and_reads_them_back(world):
    adi = world.actor("adi")

    batch = send(adi, alerts(world.north_wyvern, 1112), alerts(world.south_wyvern, 1045))

    assert (batch.added, batch.corrected, batch.unchanged) == (2, 0, 0)
    assert [f.text for f in queries.figures(adi, ["adults.concerns"])] == ["1,112", "1,045"]
    assert [t.value for t in queries.totals(adi, ["adults.concerns"], world.wyvern, YEAR)] == [2157]


def test_the_same_figures_twice_change_nothing(world):
    adi = world.actor("adi")
    send(adi, alerts(world.north_wyvern, 1112))

    batch = send(adi, alerts(world.north_wyvern, 1112))

    assert (batch.added, batch.corrected, batch.unchanged) == (0, 0, 1)
    assert FormerFigure.objects.count() == 0
    assert Observation.objects.get().version == 1


def test_a_correction_keeps_what_was_known_before_and_moves_the_total(world):
    adi = world.actor("adi")
    send(adi, alerts(world.north_wyvern, 1112), alerts(world.south_wyvern, 1045))
    before = timezone.now() + timedelta(seconds=1)
    row = Observation.objects.get(about=world.north_wyvern)

    fresh = operations.correct(
        observation=row,
        version=1,
        figure=alerts(world.north_wyvern, 1113),
        reason="One was counted late",
        by=adi,
        at=NOW,
    )

    assert (fresh.value, fresh.version, fresh.reason) == (1113, 2, "One was counted late")
    assert [f.value for f in queries.history(fresh)] == [1112]
    assert queries.totals(adi, ["adults.concerns"], world.wyvern, YEAR)[0].value == 2158
    assert before > fresh.recorded_at


@pytest.mark.parametrize(
    "change",
    [{"value": Decimal(7)}, {"value": Decimal(7), "version": 2, "reason": "Better"}, {"qualifiers": ["est"]}],
)
def test_nobody_changes_a_figure_past_a_correction(world, change):
    adi = world.actor("adi")
    send(adi, alerts(world.north_wyvern, 1112))

    with pytest.raises(DatabaseError, match="stands as it was approved"), transaction.atomic():
        Observation.objects.update(**change)

    assert (Observation.objects.get().value, Observation.objects.get().version) == (1112, 1)


def test_nobody_changes_what_a_figure_was_before(world):
    adi = world.actor("adi")
    send(adi, alerts(world.north_wyvern, 1112))
    send(adi, alerts(world.north_wyvern, 1113))

    with pytest.raises(DatabaseError, match="append-only|permission denied"), transaction.atomic():
        FormerFigure.objects.get().delete()
    with pytest.raises(DatabaseError, match="append-only|permission denied"), transaction.atomic():
        FormerFigure.objects.update(value=Decimal(1))

    assert FormerFigure.objects.get().value == 1112


def test_a_figure_is_read_as_it_was_known_on_a_day(world):
    adi = world.actor("adi")
    send(adi, alerts(world.north_wyvern, 1112))
    with connection.cursor() as cursor:  # as if the first had been recorded a month ago
        cursor.execute("update collect_observation set recorded_at = now() - interval '30 days'")
    send(adi, alerts(world.north_wyvern, 1113), reason="Counted again")
    send(adi, alerts(world.south_wyvern, 1045))

    known = queries.figures(adi, as_known_on=timezone.now() - timedelta(days=1))

    assert [(f.about.name, f.text, f.version) for f in known] == [("North Wyvern", "1,112", 1)]
    assert queries.figures(adi, as_known_on=timezone.now() - timedelta(days=60)) == []


def test_a_correction_is_refused_when_somebody_was_quicker(world):
    adi = world.actor("adi")
    send(adi, alerts(world.north_wyvern, 1112))
    row = Observation.objects.get()
    send(adi, alerts(world.north_wyvern, 1114))

    with pytest.raises(Stale):
        operations.correct(
            observation=row,
            version=1,
            figure=alerts(world.north_wyvern, 1113),
            reason="Late",
            by=adi,
            at=NOW,
        )


def test_a_correction_needs_a_reason_and_a_change(world):
    adi = world.actor("adi")
    send(adi, alerts(world.north_wyvern, 1112))
    row = Observation.objects.get()

    with pytest.raises(operations.NotRecorded, match="Say why"):
        operations.correct(
            observation=row, version=1, figure=alerts(world.north_wyvern, 3), reason=" ", by=adi, at=NOW
        )
    with pytest.raises(NothingChanged):
        operations.correct(
            observation=row, version=1, figure=alerts(world.north_wyvern, 1112), reason="Why", by=adi, at=NOW
        )


def test_every_fault_is_named_and_nothing_is_stored(world):
    adi = world.actor("adi")

    with pytest.raises(operations.NotRecorded) as refused:
        send(
            adi,
            alerts(world.north_wyvern, 1112),
            alerts(world.north_wyvern, 7),
            NewFigure(urn="no.such", about=world.south_wyvern, period=YEAR, value=Decimal(1)),
            NewFigure(
                urn="looked-after.initial-assessments",
                about=world.south_wyvern,
                period=YEAR,
                numerator=Decimal(45),
                denominator=Decimal(40),
            ),
        )

    assert set(refused.value.faults) == {1, 2, 3}
    assert "The numerator, 45, is more than the denominator, 40." in str(refused.value)
    assert Observation.objects.count() == Batch.objects.count() == 0


def test_a_percentage_without_its_numbers_is_accepted_and_marked(world):
    adi = world.actor("adi")
    bare = NewFigure(
        urn="looked-after.initial-assessments", about=world.north_wyvern, period=YEAR, value=Decimal(93)
    )

    send(adi, bare)

    (figure,) = queries.figures(adi)
    assert (figure.text, figure.qualifiers) == ("93%", (Qualifier.PERCENT_ONLY,))
    assert not figure.has_parts


def test_zero_nil_return_and_not_collected_are_three_things(world):
    adi = world.actor("adi")
    states = (None, State.NIL_RETURN, State.NOT_COLLECTED)
    for place, state in zip((world.north_wyvern, world.south_wyvern, world.wyvern), states, strict=True):
        new = alerts(place, 0) if state is None else NewFigure("adults.concerns", place, YEAR, state=state)
        send(adi, new)

    told = {f.about.name: (f.text, f.exact) for f in queries.figures(adi)}

    assert told == {
        "North Wyvern": ("0", 0),
        "South Wyvern": ("nil return (0)", 0),
        "NHS Wyvern Integrated Care Board": ("not collected", None),
    }


def test_a_total_without_rows_names_its_source(world):
    adi = world.actor("adi")
    deaths = NewFigure("deaths.children", world.wyvern, YEAR, value=Decimal(18))

    with pytest.raises(operations.NotRecorded, match="Name the source"):
        send(adi, deaths, provenance="total")
    send(adi, deaths, provenance="total", source="Annual report, section 1")

    (figure,) = queries.figures(adi)
    assert figure.notes == ("rows not held",)


@pytest.mark.parametrize(
    ("person", "sees"), [("dana", 1), ("pat", 1), ("olga", 0), ("oscar", 0), ("noone", 0)]
)
def test_a_providers_figures_are_read_by_itself_and_its_commissioner(world, person, sees):
    pat = world.actor("pat")
    send(
        pat,
        NewFigure(
            "training.children-level-1", world.riverside, YEAR, numerator=Decimal(9), denominator=Decimal(10)
        ),
    )

    reader = world.actor(person)

    assert len(queries.figures(reader)) == sees
    assert Observation.objects.count() == sees, "the database shows the same"


@pytest.mark.parametrize(
    ("person", "place"),
    [("pat", "north_wyvern"), ("olga", "riverside"), ("adi", "elsewhere"), ("connie", "riverside")],
)
def test_nobody_records_figures_of_others(world, person, place):
    actor = world.actor(person)
    if (person, place) == (
        "pat",
        "north_wyvern",
    ):  # a provider returns figures about an area of its commissioner
        assert send(actor, alerts(world.north_wyvern, 3)).added == 1
        assert Total.objects.get().organisation == world.riverside
        return

    with pytest.raises(PermissionDenied):
        send(actor, alerts(getattr(world, place), 3))


def test_a_figure_of_a_closed_year_stays_readable_after_the_contract_ended(world):
    pat = world.actor("pat")
    send(pat, alerts(world.riverside, 3))
    with connection.cursor() as cursor:
        world.actor("connie")
        cursor.execute("update core_contractparty set ends_on = '2025-06-30'")

    assert len(queries.figures(world.actor("dana"))) == 1


def test_the_number_of_statements_does_not_grow_with_the_figures(world):
    adi = world.actor("adi")
    counts = []
    for year, places in ((2020, 1), (2021, 2)):
        figures = [
            NewFigure("adults.concerns", place, financial_year(year), value=Decimal(5))
            for place in (world.north_wyvern, world.south_wyvern)[:places]
        ]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            send(adi, *figures)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 15
