"""`safeguarding import`: figures and staff records from files, and the registers of organisations."""

import hashlib
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from safeguarding.collect import api as collect
from safeguarding.config import database
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import system_actor
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.formats import reading
from safeguarding.core.organisations.formats.operations import Receipt, import_register
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.refusals import Refused
from safeguarding.kit.spreadsheets import FileRefused, read_table_guarded

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print what a machine reads.")
DRY = click.option("--dry-run", is_flag=True, help="Check the file and store nothing.")
SERVICE = (
    "R31"  # the access matrix's service account: writes figures of the one organisation that it works for
)


@click.group("import")
def import_() -> None:
    """Read a file, name every fault of it, and store it whole or not at all."""


class Day(click.ParamType):
    """A day of the calendar, as 2020-03-31."""

    name = "DATE"

    def convert(self, value: object, param: object, ctx: object) -> date:
        """Return the day, or say what is wrong."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            return self.fail(f"{value} is not a day such as 2020-03-31")


@import_.command("training")
@FILE
@click.option("--as-at", required=True, type=Day(), help="The day on which compliance is counted.")
@click.option("--about", default="", help="Whose staff they are: ODS code or name; else the file's own name.")
@DRY
@JSON
def training(file: Path, as_at: date, about: str, dry_run: bool, as_json: bool) -> None:
    """Add up a staff record by competence. No row about a person is stored."""
    try:
        added = collect.read_training(file.read_bytes(), file.name, as_at)
    except FileRefused as refusal:
        _refuse(str(refusal), as_json, {"accepted": 0, "figures": []})
        return
    answer = collect.training_answer(added)
    if not added.problems and not dry_run:
        database.ready()
        for name in [about] if about else added.organisations:
            _store(
                "training", file, collect.ImportOptions(as_at=as_at), name, as_json, answer, about=bool(about)
            )
    _tell_training(answer, as_json)
    sys.exit(1 if added.problems else 0)


def _tell_training(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for fault in answer["rejected"]:
        click.echo(_place(fault))
    for one in answer["figures"]:
        click.echo(f"{one['competence']}: {one['compliant']} of {one['required']} ({one['percent']}%)")
    click.echo(f"{answer['accepted']} rows accepted, {len(answer['rejected'])} faults")


def _place(fault: dict[str, Any]) -> str:
    row = f"Row {fault['row']}" if fault["row"] else ""
    place = ", ".join(part for part in (row, fault["column"]) if part)
    return f"{place}: {fault['reason']}" if place else str(fault["reason"])


@import_.command("figures")
@FILE
@click.option("--for", "organisation", required=True, help="Who sends them: ODS code or name.")
@click.option("--source", default="", help="Where the figures were read.")
@DRY
@JSON
def figures(file: Path, organisation: str, source: str, dry_run: bool, as_json: bool) -> None:
    """Import figures of any indicator, about the organisation or its areas."""
    database.ready()
    options = collect.ImportOptions(source=source)
    receipt: dict[str, Any] = {}
    _store("figures", file, options, organisation, as_json, receipt, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(receipt, ensure_ascii=False))
    else:
        words = [f"{receipt[key]} {key}" for key in ("added", "corrected", "unchanged") if key in receipt]
        click.echo(
            receipt.get("note") or ", ".join(words) or f"{receipt['accepted']} figures could be stored."
        )


@import_.command("ods")
@click.argument("kind", type=click.Choice(sorted(reading.LAYOUTS)))
@FILE
@DRY
@JSON
def ods(kind: str, file: Path, dry_run: bool, as_json: bool) -> None:
    """Add a published file to the register of organisations, with a receipt."""
    try:
        said = reading.read(read_table_guarded(file.read_bytes(), file.name), kind)
    except FileRefused as refusal:
        _refuse(str(refusal), as_json, {"accepted": 0, "unchanged": 0})
        return
    receipt = Receipt(accepted=len(said.rows), rejected=said.rejected)
    if not dry_run:
        database.ready()
        now = timezone.now()
        by = system_actor(timezone.localdate(now), "import of the register")
        with acting(by):
            receipt = import_register(kind=kind, said=said, by=by, at=now)
    _tell_receipt(receipt, as_json)
    sys.exit(0 if receipt.accepted or receipt.unchanged else 1)


def _tell_receipt(receipt: Receipt, as_json: bool) -> None:
    rejected = [vars(one) for one in receipt.rejected]
    if as_json:
        told = {"accepted": receipt.accepted, "unchanged": receipt.unchanged, "rejected": rejected}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for one in rejected:
        click.echo(_place(one))
    click.echo(f"{receipt.accepted} accepted, {receipt.unchanged} unchanged, {len(rejected)} rejected")


def _store(
    key: str,
    file: Path,
    options: collect.ImportOptions,
    name: str,
    as_json: bool,
    receipt: dict[str, Any],
    *,
    about: bool = False,
    dry_run: bool = False,
) -> None:
    """Check and store a file for one organisation as its service account; refuse in words."""
    now = timezone.now()
    place = _organisation(name, now, as_json)
    by = service_actor(place, timezone.localdate(now), f"import of {key}")
    if about:
        options = collect.ImportOptions(as_at=options.as_at, about=place, source=options.source)
    data = file.read_bytes()
    importer = collect.IMPORTERS[key]
    try:
        with acting(by):
            prepared = importer.prepare(data, file.name, options, by)
            faults = [{"row": p.row, "column": p.column, "reason": p.words} for p in prepared.problems]
            if not faults and not dry_run:
                sent = collect.SentFile(file.name, hashlib.sha256(data).hexdigest(), prepared.read_rows)
                outcome = importer.operations.store(rows=prepared.rows, file=sent, by=by, at=now)
                receipt.update(outcome if key == "figures" else {})
    except Refused as refusal:
        _refuse(str(refusal), as_json, {"accepted": 0})
        return
    if key == "figures" or faults:
        receipt.update({"accepted": 0 if faults else prepared.count, "rejected": faults})
    if faults:
        _refuse_faults(faults, as_json, receipt)


def service_actor(organisation: Organisation, today: date, purpose: str) -> Actor:
    """Return the deployment's command line as the service account of one organisation."""
    system = system_actor(today, purpose)
    return Actor(
        user=system.user,
        organisation=organisation,
        roles=frozenset({SERVICE}),
        today=today,
        assurance="system",
        purpose=purpose,
    )


def _organisation(name: str, now: datetime, as_json: bool) -> Organisation:
    by = system_actor(timezone.localdate(now), "import")
    with acting(by):
        found = organisations.by_code("ODS", name.upper(), by.today) or organisations.by_name(name)
    if found is None:
        _refuse(
            f"“{name}” is not an organisation of the register; give its ODS code or full name.",
            as_json,
            {"accepted": 0},
        )
        raise SystemExit(1)
    return found


def _refuse(words: str, as_json: bool, answer: dict[str, Any]) -> None:
    _refuse_faults([{"row": None, "column": None, "reason": words}], as_json, answer)


def _refuse_faults(faults: Sequence[dict[str, Any]], as_json: bool, answer: dict[str, Any]) -> None:
    """Print every fault and end with the status that means refused."""
    if as_json:
        click.echo(json.dumps({**answer, "rejected": list(faults)}, ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(_place(fault), err=True)
    sys.exit(1)
