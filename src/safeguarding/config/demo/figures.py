"""Loads `figures.yaml`: figures of a closed year with their sources, and living figures that end at the last whole period."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from safeguarding.collect import api as collect
from safeguarding.config.demo.stage import Stage
from safeguarding.kit.periods import Period, month_of, quarter_of
from safeguarding.kit.quantities import Qualifier, State

FIND = {"month": month_of, "quarter": quarter_of}
RETURNED_AFTER = timedelta(days=15)  # days after the end of a period, as schedules of contracts usually ask


def load(stage: Stage) -> None:
    """Record the figures of one commissioner by the operation that records figures."""
    told = stage.read("figures")
    if "staff_record" in told:
        _add_up_staff(stage, told["staff_record"])
    for batch in told.get("batches", ()):
        _record_batch(stage, batch)
    for series in told.get("living", ()):
        with stage.acting(series["by"]):
            _record_living(stage, series)


def _add_up_staff(stage: Stage, told: dict[str, Any]) -> None:
    """Add up a staff record, as the import of such a file does, and record the sums for the period that is known."""
    path = settings.CONTENT / "demo" / stage.key / told["file"]
    training = collect.read_training(path.read_bytes(), path.name, stage.day(told["as_at"]))
    place = stage.organisations[told["about"]]
    figures = collect.training_figures(
        training, dict.fromkeys(training.organisations, place), Period.parse(told["period"]), told["source"]
    )
    known = (Qualifier(told["known"]),)
    collect.record_figures(
        figures=[replace(figure, qualifiers=known, returned_by=place) for figure in figures],
        provenance="import",
        source=told["source"],
        by=stage.actor("admin"),
        at=stage.at(told["as_at"]),
    )


def _record_batch(stage: Stage, told: dict[str, Any]) -> None:
    figures = [_figure(stage, one) for one in told["figures"]]
    collect.record_figures(
        figures=figures,
        provenance="total" if told.get("rows_not_held") else "return",
        source=told["source"],
        by=stage.actor("admin"),
        at=stage.at(max(figure.period.ends_on for figure in figures)),
    )


def _figure(stage: Stage, told: dict[str, Any]) -> collect.NewFigure:
    return collect.NewFigure(
        urn=told["indicator"],
        split=told.get("split", ""),
        about=stage.organisations[told["about"]],
        returned_by=stage.commissioner,
        period=Period.parse(str(told["period"])),
        value=Decimal(str(told["value"])),
        qualifiers=(Qualifier(told["known"]),) if "known" in told else (),
    )


def _record_living(stage: Stage, told: dict[str, Any]) -> None:
    by = stage.actor(told["by"])
    for period, value in _periods(stage, told):
        figure = collect.NewFigure(
            urn=told["indicator"], about=stage.organisations[told["about"]], period=period, **_said(value)
        )
        at = min(stage.at(period.ends_on + RETURNED_AFTER), stage.now)
        collect.record_figures(figures=[figure], provenance="return", source="", by=by, at=at)


def _periods(stage: Stage, told: dict[str, Any]) -> Iterator[tuple[Period, Any]]:
    """Yield each value with its period, the newest first."""
    period = FIND[told["every"]](stage.today).previous()
    for value in reversed(told["values"]):
        yield period, value
        period = period.previous()


def _said(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return {"state": State(value)}
    if isinstance(value, list):
        return {"numerator": Decimal(value[0]), "denominator": Decimal(value[1])}
    return {"value": Decimal(value["bare"] if isinstance(value, dict) else value)}
