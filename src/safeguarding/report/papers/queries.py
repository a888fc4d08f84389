"""Reads of papers: who may see which, what stands in them, and the rows behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeguarding.assure import api as assure
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, organisations_where
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.documents import exchange
from safeguarding.kit.documents.blocks import Document, Figure
from safeguarding.report.papers import checks, claiming, rows
from safeguarding.report.papers.building import Built, Cover, build
from safeguarding.report.papers.models import (
    Claim,
    Freeze,
    FrozenFigure,
    NarrativeVersion,
    Outline,
    Paper,
    PaperFile,
)
from safeguarding.report.papers.signing import signed_document
from safeguarding.report.sections import catalogue
from safeguarding.report.sections.printing import periods_of_sums
from safeguarding.report.sections.registry import Scope

READ = Permission("RPT", "r")


def outlines() -> list[Outline]:
    """Return the newest version of every outline, by title."""
    newest = Outline.objects.order_by("urn", "-version").distinct("urn")
    return sorted(newest, key=lambda outline: outline.title)


def get_outline(urn: str) -> Outline:
    """Return the newest version of one outline, or 404."""
    found = Outline.objects.filter(urn=urn).order_by("-version").first()
    if found is None:
        raise Http404
    return found


def papers(actor: Actor, permission: Permission = READ) -> QuerySet[Paper]:
    """Return the papers that this person may see, newest period first."""
    return (
        Paper.rows(actor, permission)
        .select_related("organisation", "outline", "started_by")
        .order_by("-ends_on", "title", "id")
    )


def get_paper(actor: Actor, public_id: UUID, permission: Permission = READ) -> Paper:
    """Return one paper, or 404 so that nobody learns that it exists."""
    try:
        return papers(actor, permission).get(public_id=public_id)
    except Paper.DoesNotExist:
        raise Http404 from None


def organisations_to_report_on(actor: Actor) -> list[Organisation]:
    """Return the organisations whose reports the acting organisation writes: itself and those it succeeded."""
    found = organisations_where(actor, Permission("RPT", "w"))
    return list(found.exclude(kind__key="area").order_by("name", "id"))


def versions(actor: Actor, paper: Paper, section: str) -> QuerySet[NarrativeVersion]:
    """Return everything that was ever written for one section, newest first."""
    return (
        NarrativeVersion.rows(actor)
        .filter(paper=paper, section=section)
        .select_related("written_by")
        .order_by("-number")
    )


def narrative(actor: Actor, paper: Paper) -> dict[str, NarrativeVersion]:
    """Return what stands as narrative now, by section key."""
    newest = (
        NarrativeVersion.rows(actor)
        .filter(paper=paper)
        .select_related("written_by")
        .order_by("section", "-number")
        .distinct("section")
    )
    return {version.section: version for version in newest}


def claims(actor: Actor, paper: Paper) -> QuerySet[Claim]:
    """Return what the narrative claims about figures, in the order of making."""
    return Claim.rows(actor).filter(paper=paper).order_by("id")


def freezes(actor: Actor, paper: Paper) -> QuerySet[Freeze]:
    """Return every freeze of a paper, newest first."""
    return (
        Freeze.rows(actor)
        .filter(paper=paper)
        .select_related("frozen_by", "voided_by", "sign_off__signed_by")
        .order_by("-number")
    )


def standing(actor: Actor, paper: Paper) -> Freeze | None:
    """Return the freeze that counts, if the paper has one."""
    return freezes(actor, paper).filter(voided_at=None).first()


def get_freeze(actor: Actor, paper: Paper, number: int) -> Freeze:
    """Return one freeze of a paper, or 404."""
    found = freezes(actor, paper).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def document_of(freeze: Freeze) -> Document:
    """Return the frozen blocks exactly as they were."""
    signed = getattr(freeze, "sign_off", None)
    return signed_document(freeze, signed) if signed else exchange.from_json(freeze.document)


def figures_of(actor: Actor, freeze: Freeze) -> dict[str, FrozenFigure]:
    """Return the figures of a freeze by their key."""
    return {figure.key: figure for figure in FrozenFigure.rows(actor).filter(freeze=freeze).order_by("id")}


def rows_behind(actor: Actor, keys: list[str]) -> list[rows.Row]:
    """Return those rows behind a figure that this reader may see, whoever froze it."""
    return rows.read(actor, keys)


def files(actor: Actor, freeze: Freeze) -> QuerySet[PaperFile]:
    """Return the files of a freeze that count: once signed, those that say so."""
    stage = PaperFile.Stage.SIGNED if hasattr(freeze, "sign_off") else PaperFile.Stage.FROZEN
    return PaperFile.rows(actor).filter(freeze=freeze, stage=stage).order_by("kind")


def get_file(actor: Actor, public_id: UUID) -> PaperFile:
    """Return one file, or 404."""
    found = (
        PaperFile.rows(actor)
        .filter(public_id=public_id)
        .select_related("freeze__paper__organisation", "organisation")
        .first()
    )
    if found is None:
        raise Http404
    return found


def scope_of(actor: Actor, paper: Paper, known_at=None) -> Scope:
    """Return what the sections of a paper are asked for."""
    return Scope(paper.organisation, paper.period, actor, known_at)


def built(actor: Actor, paper: Paper, texts: Mapping[str, str] | None = None, known_at=None) -> Built:
    """Build a paper from the registers as they are, or as they were known at a moment."""
    if texts is None:
        texts = {key: version.text for key, version in narrative(actor, paper).items()}
    cover = Cover(paper.title, paper.organisation.name, paper.get_state_display(), str(paper.version))
    return build(paper.outline.parts, texts, scope_of(actor, paper, known_at), cover)


def findings(
    actor: Actor, paper: Paper, of: Built, judged: list[claiming.Judged] | None = None
) -> list[checks.Finding]:
    """
    Return everything that the checks find in a paper that was built.

    :param judged: its claims with what the figures say of them, where they have been judged.
    """
    texts = {key: version.text for key, version in narrative(actor, paper).items()}
    claimed: dict[str, list[str]] = {}
    for claim in claims(actor, paper):
        claimed.setdefault(claim.section, []).append(claim.words)
    fallen = _claims_that_fall(verdicts(actor, paper) if judged is None else judged)
    return [*checks.check(of, texts, claimed), *_sums(actor, paper), *fallen]


def checked(actor: Actor, paper: Paper) -> tuple[list[checks.Finding], list[claiming.Judged]]:
    """Return what the checks say of a paper: as they said when it was frozen, or of the draft as it is now."""
    frozen = standing(actor, paper)
    if frozen:
        found = [checks.Finding(**finding) for finding in frozen.findings]
        return found, [claiming.Judged(**verdict) for verdict in frozen.verdicts]
    judged = verdicts(actor, paper)
    return findings(actor, paper, built(actor, paper), judged), judged


def _sums(actor: Actor, paper: Paper) -> list[checks.Finding]:
    """Return the sums of the paper's year that do not come out."""
    return [
        checks.Finding(
            "Figures that do not add up",
            "",
            f"{found.title}: {found.verdict}. {found.words}",
            found.verdict == "fails",
        )
        for period in periods_of_sums(scope_of(actor, paper))
        for found in assure.check_sums(actor, paper.organisation, period)
        if found.verdict not in ("holds", "cannot be checked")
    ]


def _claims_that_fall(claims_judged: list[claiming.Judged]) -> list[checks.Finding]:
    """Return the claims that the figures do not bear out, wholly or in part."""
    return [
        checks.Finding(
            "Claims about figures",
            judged.section,
            f"“{judged.words}”: {'; '.join([judged.word, *judged.lines])}.",
            judged.colour == "red",
        )
        for judged in claims_judged
        if judged.colour != "green"
    ]


def verdicts(actor: Actor, paper: Paper) -> list[claiming.Judged]:
    """Return each claim of a paper with what the figures say of it."""
    return claiming.judge(scope_of(actor, paper), list(claims(actor, paper)))


@dataclass(frozen=True)
class Rights:
    """What the one who asks may do with a paper as it stands."""

    write: bool
    sign: bool
    publish: bool


def rights(actor: Actor, paper: Paper) -> Rights:
    """Return which of the next steps are open to this person."""
    state = paper.state
    return Rights(
        write=state in (Paper.State.DRAFT, Paper.State.FROZEN, Paper.State.SIGNED)
        and may(actor, Permission("RPT", "w"), paper.organisation),
        sign=state == Paper.State.FROZEN and may(actor, Permission("RPT", "a"), paper.organisation),
        publish=state == Paper.State.SIGNED and may(actor, Permission("PUB", "a"), paper.organisation),
    )


def section_titles(paper: Paper) -> dict[str, str]:
    """Return the sections of a paper in order, each under the title that its outline or its file gives it."""
    return {
        key: paper.outline.title_of(key) or catalogue.get_section(key).title
        for key in paper.outline.section_keys
    }


def figure(actor: Actor, paper: Paper, key: str) -> FrozenFigure:
    """Return one figure of a paper: as frozen, or of the draft as the registers have it now; or 404."""
    frozen = standing(actor, paper)
    if frozen:
        found = FrozenFigure.rows(actor).filter(freeze=frozen, key=key).first()
    else:
        told = built(actor, paper, texts={}).figures.get(key)
        found = as_row(told) if told else None
    if found is None:
        raise Http404
    return found


def as_row(told: Figure) -> FrozenFigure:
    """Return a figure of a document as the row that a freeze keeps of it."""
    source = told.source
    return FrozenFigure(
        key=told.key,
        value="" if told.value is None else str(told.value),
        text=told.shown,
        state=told.state,
        unit=told.unit,
        query=source.query,
        arguments=dict(source.arguments),
        dated=source.as_at,
        as_known_on=source.as_known_on,
        row_keys=list(source.rows),
        row_count=source.row_count,
        row_hash=source.row_hash,
        label=source.label,
    )


def figures_to_choose(actor: Actor, paper: Paper) -> list[FrozenFigure]:
    """Return every figure of a draft that its narrative may refer to, in reading order."""
    return [as_row(told) for told in built(actor, paper, texts={}).figures.values()]


def get_claim(actor: Actor, paper: Paper, public_id: UUID) -> Claim:
    """Return one claim of a paper, or 404."""
    found = claims(actor, paper).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def grouped(found: list[checks.Finding], titles: Mapping[str, str]) -> list[dict]:
    """Return findings under the name of their check, sections by their title."""
    names = dict.fromkeys(finding.check for finding in found)
    return [
        {
            "check": name,
            "findings": [
                {"section": titles.get(f.section, f.section), "text": f.text, "stops": f.stops}
                for f in found
                if f.check == name
            ],
        }
        for name in names
    ]
