"""Enters the figures of a year by the pages: a staff record and figures files that are sent in, and typed returns."""

import csv
import io
from itertools import groupby
from typing import Any

from django.conf import settings

from safeguarding.kit.periods import Period
from tests.report.clerk import Clerk, file_of


def enter(clerk: Clerk) -> None:
    """Send the staff record and the counts that are plain; type those of which something must be said."""
    told = clerk.stage.read("figures")
    send_staff_record(clerk, told["staff_record"])
    everything = [
        figure | {"source": batch["source"]} for batch in told["batches"] for figure in batch["figures"]
    ]
    send_file(clerk, "figures.csv", [one for one in everything if "known" not in one])
    type_returns(clerk, [one for one in everything if "known" in one])


def send_staff_record(clerk: Clerk, told: dict[str, Any]) -> None:
    """Send the staff record; the report does not say on which day of the year it was counted."""
    content = (settings.CONTENT / "demo" / clerk.stage.key / told["file"]).read_bytes()
    sent = clerk.enter(
        "collect:imports_send",
        "training",
        file=file_of(told["file"], content),
        as_at=told["as_at"],
        about=clerk.place(told["about"]),
        reported_for=told["period"],
    )
    clerk.send("collect:imports_show", sent)


def send_file(clerk: Clerk, name: str, figures: list[dict[str, Any]]) -> None:
    """Send figures as a spreadsheet."""
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(["Indicator", "About", "Period", "Value", "Split", "Source"])
    for one in figures:
        about = clerk.stage.organisations[one["about"]].name
        writer.writerow(
            [one["indicator"], about, one["period"], one["value"], one.get("split", ""), one["source"]]
        )
    sent = clerk.enter("collect:imports_send", "figures", file=file_of(name, content.getvalue().encode()))
    clerk.send("collect:imports_show", sent)


def type_returns(clerk: Clerk, figures: list[dict[str, Any]]) -> None:
    """Type figures on the page of returns: one page for each family, place, period and how well they are known."""

    def page_of(one: dict[str, Any]) -> tuple[str, ...]:
        family = one["indicator"].split(".")[0]
        return family, one["about"], str(one["period"]), one["known"], one["source"]

    for (family, about, period, known, source), group in groupby(sorted(figures, key=page_of), page_of):
        asked = {"family": family, "about": clerk.place(about), "period": period}
        address = clerk.send("collect:returns_enter", **asked)
        days = Period.parse(period)
        values = {f"{one['indicator'].replace('.', '-')}-value": one["value"] for one in group}
        args = (family, clerk.place(about), days.starts_on, days.ends_on)
        assert str(days.starts_on) in address
        clerk.send("collect:returns_numbers", *args, known=known, source=source, **values)
