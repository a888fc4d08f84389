"""Writes to papers: start, write, claim, freeze, sign, withdraw; each recorded, none of them silent about the others."""

import hashlib
from dataclasses import asdict, replace
from datetime import datetime

from django.db import connection, transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.documents import exchange
from safeguarding.kit.documents.blocks import Document, figures
from safeguarding.kit.periods import Period
from safeguarding.kit.refusals import Refused, Stale
from safeguarding.report.papers import files as paper_files
from safeguarding.report.papers import narrative, queries
from safeguarding.report.papers.building import Built
from safeguarding.report.papers.checks import Finding
from safeguarding.report.papers.models import (
    Claim,
    Freeze,
    FrozenFigure,
    NarrativeVersion,
    Outline,
    Paper,
    PaperFile,
    SignOff,
)
from safeguarding.report.papers.signing import signed_document

State = Paper.State


class NotPossible(Refused):
    """The paper cannot be changed in this way as it stands."""


class UnknownFigure(Refused):
    """The narrative refers to a figure that the paper does not have."""


class NotReady(Refused):
    """Something in the paper must be mended before it can be frozen."""


class NotTheAuthor(Refused):
    """Nobody signs off what they wrote themselves without saying why no second person could."""


@transaction.atomic
def load_outline(*, data: dict, digest: str, by: Actor, at: datetime) -> Outline:
    """
    Add one version of an outline; the same version loaded again changes nothing.

    :raises NotPossible: if this version was loaded with other content.
    """
    require(by, Permission("FWK", "w"), by.organisation)
    known = Outline.objects.filter(urn=data["urn"], version=data["version"]).first()
    if known and known.digest != digest:
        raise NotPossible(
            f"{data['urn']} version {data['version']} is loaded with other content. Raise its version."
        )
    if known:
        return known
    outline = Outline(**{name: data[name] for name in ("urn", "version", "title", "purpose", "parts")})
    outline.digest = digest
    outline.save()
    record("outline.loaded", about=outline, by=by, at=at, urn=outline.urn, version=outline.version)
    return outline


@transaction.atomic
def start(
    *, organisation: Organisation, outline: Outline, title: str, period: Period, by: Actor, at: datetime
) -> Paper:
    """Begin a paper on an organisation over any period; whoever starts it is its author."""
    require(by, Permission("RPT", "w"), organisation)
    paper = Paper(
        organisation=organisation,
        outline=outline,
        title=title,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        started_at=at,
        started_by=by.user,
    )
    paper.save()
    record("paper.started", about=paper, by=by, at=at, concerning=[organisation], outline=outline.urn)
    return paper


@transaction.atomic
def write(
    *,
    paper: Paper,
    section: str,
    text: str,
    after: int,
    by: Actor,
    at: datetime,
    restored_from: int | None = None,
) -> NarrativeVersion:
    """
    Write the narrative of one section; what stood before stays as a version of its own.

    A paper that was frozen or signed goes back to draft: its freeze and signature no longer count.

    :param after: the number of the version that the author started from; 0 where nothing stood.
    :raises UnknownFigure: if the text refers to a figure that the paper does not have.
    :raises Stale: if somebody else wrote in the meantime.
    """
    require(by, Permission("RPT", "w"), paper.organisation)
    paper = _reopened(paper, f"{section} was rewritten", by, at)
    if section not in paper.outline.section_keys:
        raise NotPossible("This report has no such section.")
    latest = queries.versions(by, paper, section).first()
    if (latest.number if latest else 0) != after:
        raise Stale
    _refuse_unknown(paper, text, by)
    version = NarrativeVersion(
        organisation=paper.organisation,
        paper=paper,
        section=section,
        number=after + 1,
        text=text,
        restored_from=restored_from,
        written_at=at,
        written_by=by.user,
    )
    version.save()
    record(
        "paper.written",
        about=paper,
        by=by,
        at=at,
        concerning=[paper.organisation],
        section=section,
        number=version.number,
        restored_from=restored_from,
    )
    return version


def _refuse_unknown(paper: Paper, text: str, by: Actor) -> None:
    if not narrative.references(text):
        return
    known = queries.built(by, paper, texts={}).figures
    if missing := narrative.unknown(text, known):
        raise UnknownFigure(
            f"This paper has no figure called {', '.join(dict.fromkeys(missing))}. Choose one from the list."
        )


@transaction.atomic
def restore(*, version: NarrativeVersion, after: int, by: Actor, at: datetime) -> NarrativeVersion:
    """Bring an earlier version back as the newest one."""
    return write(
        paper=version.paper,
        section=version.section,
        text=version.text,
        after=after,
        restored_from=version.number,
        by=by,
        at=at,
    )


@transaction.atomic
def claim(
    *, paper: Paper, section: str, words: str, measure: str, direction: str, by: Actor, at: datetime
) -> Claim:
    """
    Tie a sentence of the narrative to the measure that must bear it out.

    :raises NotPossible: if the section does not hold these words.
    """
    require(by, Permission("RPT", "w"), paper.organisation)
    paper = _reopened(paper, "a claim was added", by, at)
    latest = queries.versions(by, paper, section).first()
    if latest is None or words not in latest.text:
        raise NotPossible("The section does not hold these words. Copy them from its text.")
    made = Claim(
        organisation=paper.organisation,
        paper=paper,
        section=section,
        words=words,
        measure=measure,
        direction=direction,
        made_at=at,
        made_by=by.user,
    )
    made.save()
    record("paper.claimed", about=paper, by=by, at=at, section=section, measure=measure, direction=direction)
    return made


@transaction.atomic
def drop_claim(*, made: Claim, by: Actor, at: datetime) -> None:
    """Take a claim back."""
    require(by, Permission("RPT", "w"), made.organisation)
    paper = _reopened(made.paper, "a claim was taken back", by, at)
    record("paper.claim_dropped", about=paper, by=by, at=at, section=made.section, measure=made.measure)
    made.delete()


def _reopened(paper: Paper, why: str, by: Actor, at: datetime) -> Paper:
    """Return the paper locked and in draft; a freeze that stood is void from now on, and its signature with it."""
    paper = lock(paper, by=by, version=Paper.rows(by).values_list("version", flat=True).get(pk=paper.pk))
    if paper.state != State.DRAFT:
        _move(paper, State.DRAFT)
        freeze = _needed(queries.standing(by, paper))
        freeze.voided_at, freeze.voided_by, freeze.voided_reason = at, by.user, why
        freeze.save(update_fields=["voided_at", "voided_by", "voided_reason"])
        record(
            "paper.freeze_voided",
            about=freeze,
            by=by,
            at=at,
            concerning=[paper.organisation],
            content={"why": why},
        )
    paper.save(update_fields=["state", "version"])
    return paper


def _needed(freeze: Freeze | None) -> Freeze:
    """Only a paper in draft has no freeze that stands."""
    if freeze is None:
        raise NotPossible("This paper has no freeze that stands. Freeze it again first.")
    return freeze


def _move(paper: Paper, state: str) -> None:
    if not paper.may_become(state):
        words: dict[str, str] = {
            State.PUBLISHED: "is published. Withdraw it first",
            State.WITHDRAWN: "is withdrawn",
        }
        raise NotPossible(f"This paper {words.get(paper.state, 'is ' + paper.get_state_display().lower())}.")
    paper.state = state


@transaction.atomic
def freeze(*, paper: Paper, version: int, by: Actor, at: datetime) -> Freeze:
    """
    Fix a paper as it stands now: its words, every figure with the rows it rests on, and its files.

    :raises NotReady: if a check finds something that must be mended first.
    :raises Stale: if somebody changed the paper after the page was opened.
    """
    require(by, Permission("RPT", "w"), paper.organisation)
    paper = lock(paper, by=by, version=version)
    _move(paper, State.FROZEN)
    paper.save(update_fields=["state", "version"])
    number = queries.freezes(by, paper).count() + 1
    built = queries.built(by, paper)
    findings = queries.findings(by, paper, built)
    if stopping := [found.text for found in findings if found.stops]:
        raise NotReady(" ".join(dict.fromkeys(stopping)))
    document = replace(built.document, version=str(number), status=paper.get_state_display())
    frozen = _stored(paper, document, number, findings, by, at)
    record(
        "paper.frozen",
        about=paper,
        by=by,
        at=at,
        concerning=[paper.organisation],
        number=number,
        sha256=frozen.sha256,
    )
    _make_files(frozen, PaperFile.Stage.FROZEN, document, by, at)
    return frozen


def _stored(
    paper: Paper, document: Document, number: int, findings: list[Finding], by: Actor, at: datetime
) -> Freeze:
    text = exchange.to_json(document)
    frozen = Freeze(
        organisation=paper.organisation,
        paper=paper,
        number=number,
        document=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        narrative={key: version.number for key, version in queries.narrative(by, paper).items()},
        findings=[asdict(found) for found in findings],
        verdicts=[asdict(judged) for judged in queries.verdicts(by, paper)],
        recorded_at=_clock(),
        frozen_at=at,
        frozen_by=by.user,
    )
    frozen.save()
    once = {figure.key: figure for figure in figures(document)}
    rows = [queries.as_row(figure) for figure in once.values()]
    for row in rows:
        row.organisation, row.freeze = frozen.organisation, frozen
    FrozenFigure.objects.bulk_create(rows)
    return frozen


def _clock() -> datetime:
    """Return the database's clock, which "as known on" goes by and nobody sets."""
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        return cursor.fetchone()[0]


def _make_files(frozen: Freeze, stage: str, document: Document, by: Actor, at: datetime) -> None:
    """Write the files of a freeze. One function, so that it can be done by a worker without changing what is done."""
    for made in paper_files.written(document, at):
        PaperFile(
            organisation=frozen.organisation,
            freeze=frozen,
            stage=stage,
            kind=made.kind,
            name=f"{_file_name(frozen)}.{made.kind}",
            stored_as=paper_files.keep(made),
            sha256=made.sha256,
            size=len(made.content),
            made_at=at,
            made_by=by.user,
        ).save()
    frozen.files = Freeze.Files.READY
    frozen.save(update_fields=["files"])


def _file_name(frozen: Freeze) -> str:
    words = f"{frozen.organisation.name} {frozen.paper.title} {frozen.paper.period.label}"
    plain = "".join(letter if letter.isalnum() else "-" for letter in words.lower())
    return "-".join(filter(None, plain.split("-")))[:150]


@transaction.atomic
def sign(
    *, paper: Paper, version: int, capacity: str, by: Actor, at: datetime, alone_because: str = ""
) -> SignOff:
    """
    Seal the standing freeze by a second person's word.

    In a single-handed team the author may sign alone with a reason, and the paper says so on its front.

    :raises NotTheAuthor: if the author signs without such a reason.
    :raises Stale: if the paper changed after the page was opened.
    """
    require(by, Permission("RPT", "a"), paper.organisation)
    paper = lock(paper, by=by, version=version)
    frozen = queries.standing(by, paper)
    wrote = frozen is not None and by.person.pk in _authors(paper, frozen, by)
    if wrote and not alone_because:
        raise NotTheAuthor("You wrote in this paper, so somebody else must sign it off.")
    _move(paper, State.SIGNED)
    frozen = _needed(frozen)
    paper.save(update_fields=["state", "version"])
    signed = SignOff(
        organisation=paper.organisation,
        freeze=frozen,
        capacity=capacity,
        alone_because=alone_because if wrote else "",
        signed_at=at,
        signed_by=by.user,
    )
    signed.save()
    record(
        "paper.signed",
        about=paper,
        by=by,
        at=at,
        concerning=[paper.organisation],
        number=frozen.number,
        sha256=frozen.sha256,
        alone=bool(signed.alone_because),
    )
    _make_files(frozen, PaperFile.Stage.SIGNED, signed_document(frozen, signed), by, at)
    return signed


def _authors(paper: Paper, frozen: Freeze, by: Actor) -> set[int]:
    """Everyone whose hand is in the paper: who started it, who froze it, and who wrote in it."""
    wrote = NarrativeVersion.rows(by).filter(paper=paper).values_list("written_by_id", flat=True)
    return {paper.started_by_id, frozen.frozen_by_id, *wrote}


@transaction.atomic
def publish(*, paper: Paper, version: int, by: Actor, at: datetime) -> Paper:
    """
    Declare a signed paper published: it no longer changes, and can only be withdrawn.

    What the public reads was approved by two people, whatever roles one of them holds: an author may in a single-handed
    team have signed alone, and then does not publish as well.

    :raises NotPossible: if it is not signed.
    :raises NotTheAuthor: if whoever would publish it wrote in it.
    """
    require(by, Permission("PUB", "a"), paper.organisation)
    paper = lock(paper, by=by, version=version)
    frozen = queries.standing(by, paper)
    if frozen is not None and by.person.pk in _authors(paper, frozen, by):
        raise NotTheAuthor("You wrote in this paper, so somebody else must publish it.")
    _move(paper, State.PUBLISHED)
    paper.save(update_fields=["state", "version"])
    record("paper.published", about=paper, by=by, at=at, concerning=[paper.organisation])
    return paper


@transaction.atomic
def withdraw(*, paper: Paper, version: int, reason: str, by: Actor, at: datetime) -> Paper:
    """Take a paper back for good; what was frozen and signed stays readable to those who could read it."""
    published = paper.state == State.PUBLISHED
    require(by, Permission("PUB", "a") if published else Permission("RPT", "w"), paper.organisation)
    paper = lock(paper, by=by, version=version)
    _move(paper, State.WITHDRAWN)
    paper.withdrawn_at, paper.withdrawn_by, paper.withdrawn_reason = at, by.user, reason
    paper.save(update_fields=["state", "version", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record("paper.withdrawn", about=paper, by=by, at=at, concerning=[paper.organisation])
    return paper


@transaction.atomic
def download(*, file: PaperFile, by: Actor, at: datetime) -> bytes:
    """Hand out a file, and record who took it before the first byte leaves."""
    require(by, Permission("RPT", "r"), file.organisation)
    content = paper_files.fetch(file.stored_as, file.sha256)
    record("paper.downloaded", about=file, by=by, at=at, kind=file.kind, sha256=file.sha256)
    return content


@transaction.atomic
def build_files(
    *, organisation: Organisation, outline: Outline, period: Period, by: Actor, at: datetime
) -> tuple[Built, list[paper_files.Made]]:
    """
    Write a report's files without keeping them: with the narrative of the paper on the same year, if there is one.

    Nothing is frozen or signed by this, and the files say so.
    """
    require(by, Permission("RPT", "r"), organisation)
    known = queries.papers(by).filter(
        organisation=organisation,
        outline__urn=outline.urn,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
    )
    paper = known.first() or Paper(
        organisation=organisation,
        outline=outline,
        title=outline.title,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
    )
    built = queries.built(by, paper, texts=None if paper.pk else {})
    document = replace(built.document, status="Built from the registers; not signed off", version="")
    record(
        "paper.built",
        about=paper if paper.pk else None,
        by=by,
        at=at,
        concerning=[organisation],
        outline=outline.urn,
        period=period.label,
    )
    return replace(built, document=document), list(paper_files.written(document, at))
