"""Loads `narrative.yaml`: writes the paper of a closed year, freezes it, has it signed by a second person and published."""

from typing import Any

from safeguarding.config.demo.stage import Stage
from safeguarding.kit.periods import Period
from safeguarding.report import api as report


def load(stage: Stage) -> None:
    """Take one paper through its whole life, each step by the member of staff whose step it is."""
    told = stage.read("narrative")
    with stage.acting(told["author"]):
        paper = _write(stage, told)
    paper = _freeze(stage, told, paper)
    if "signed_by" in told:
        paper = _sign(stage, told, paper)
    if told.get("published"):
        _publish(stage, told, paper)


def _write(stage: Stage, told: dict[str, Any]) -> report.Paper:
    by, at = stage.actor(told["author"]), stage.at(told["written"])
    paper = report.start_paper(
        organisation=stage.commissioner,
        outline=report.get_outline(told["outline"]),
        title=told["title"],
        period=Period(stage.day(told["starts"]), stage.day(told["ends"])),
        by=by,
        at=at,
    )
    for section, text in told["sections"].items():
        report.write_narrative(paper=paper, section=section, text=text.strip(), after=0, by=by, at=at)
    for claim in told.get("claims", ()):
        report.claim_in_paper(paper=paper, by=by, at=at, **claim)
    return report.get_paper(by, paper.public_id)


def _freeze(stage: Stage, told: dict[str, Any], paper: report.Paper) -> report.Paper:
    with stage.acting(told["author"]):
        by = stage.actor(told["author"])
        report.freeze_paper(paper=paper, version=paper.version, by=by, at=stage.at(told["frozen"]))
        return report.get_paper(by, paper.public_id)


def _sign(stage: Stage, told: dict[str, Any], paper: report.Paper) -> report.Paper:
    with stage.acting(told["signed_by"]):
        by = stage.actor(told["signed_by"])
        at = stage.at(told["signed"])
        report.sign_paper(paper=paper, version=paper.version, capacity=told["capacity"], by=by, at=at)
        return report.get_paper(by, paper.public_id)


def _publish(stage: Stage, told: dict[str, Any], paper: report.Paper) -> None:
    with stage.acting(told["signed_by"]):
        by = stage.actor(told["signed_by"])
        report.publish_figures(paper=paper, version=paper.version, by=by, at=stage.at(told["published"]))
