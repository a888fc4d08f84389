"""`safeguarding report build`: writes a report's files from the registers."""

import hashlib
import json
import sys
from pathlib import Path

import click
from django.http import Http404
from django.utils import timezone

from safeguarding.config import postgres
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import system_actor
from safeguarding.core.organisations import queries as organisations
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.periods import NotAPeriod, Period
from safeguarding.report import api as report

READS_AS = frozenset({"R02"})  # what a head of safeguarding may read of the organisation, and no more


@click.group("report")
def reports() -> None:
    """Write reports."""


@reports.command("build")
@click.option(
    "--organisation", "code", required=True, help="ODS code of the organisation, as at the end of the period."
)
@click.option("--period", "words", required=True, help="2019-04-01/2020-03-31, 2019/20 or Q2 2019/20.")
@click.option("--outline", required=True, help="Which report, such as annual-combined.")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the files."
)
@click.option("--json", "as_json", is_flag=True, help="Print what a machine reads.")
def build(code: str, words: str, outline: str, out: Path, as_json: bool) -> None:
    """Write a report as DOCX, PDF and HTML, with the narrative of the paper on the same year if there is one."""
    postgres.ensure_running()
    try:
        told = write_report(code, words, outline, out)
    except (NotAPeriod, LookupError) as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    click.echo(json.dumps(told) if as_json else "\n".join(file["path"] for file in told["files"]))


def write_report(code: str, words: str, urn: str, out: Path) -> dict:
    """
    Write a report's files into a folder and say what was written.

    :raises NotAPeriod: if the words are no period.
    :raises LookupError: if the code or the outline means nothing.
    """
    now = timezone.now()
    period = Period.parse(words)
    by, organisation = _reader(code, period, now)
    with acting(by):
        built, files = report.build_report(
            organisation=organisation, outline=_outline(urn), period=period, by=by, at=now
        )
    out.mkdir(parents=True, exist_ok=True)
    return {
        "title": built.document.title,
        "organisation": organisation.name,
        "period": period.label,
        "figures": len(built.figures),
        "files": [_write(out, urn, made.kind, made.content) for made in files],
    }


def _outline(urn: str):
    try:
        return report.get_outline(urn)
    except Http404:
        raise LookupError(f"There is no outline called {urn}.") from None


def _reader(code: str, period: Period, now) -> tuple[Actor, Organisation]:
    """Return the deployment's command as one that reads for the body that holds the organisation's records today."""
    system = system_actor(timezone.localdate(now), "building a report")
    with acting(system):
        organisation = organisations.by_code("ODS", code, period.ends_on)
        if organisation is None:
            raise LookupError(f"No organisation had the ODS code {code} on {period.ends_on}.")
        steps = [step for step in organisations.successors(organisation) if step.effective_on <= system.today]
        holder = steps[-1].successor if steps else organisation
    return Actor(
        system.user, holder, READS_AS, system.today, assurance="system", purpose=system.purpose
    ), organisation


def _write(out: Path, urn: str, kind: str, content: bytes) -> dict:
    path = out / f"{urn}.{kind}"
    path.write_bytes(content)
    return {
        "kind": kind,
        "path": str(path),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
    }
