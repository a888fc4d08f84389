"""Reads of themes and findings: what was found, at how many providers, more or fewer than the round before."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from safeguarding.assure.themes.models import Coding, Finding, Theme
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations.models import Organisation

READ = Permission("VAL", "r")
WRITE = Permission("VAL", "w")


def themes(group: str = "") -> QuerySet[Theme]:
    """Return the catalogue, by group and name."""
    found = Theme.objects.order_by("group", "name", "id")
    return found.filter(group=group) if group else found


def get_theme(key: str) -> Theme:
    """Return one theme, or 404."""
    try:
        return Theme.objects.get(key=key)
    except Theme.DoesNotExist:
        raise Http404 from None


def findings(actor: Actor, permission: Permission = READ) -> QuerySet[Finding]:
    """Return what our rounds demonstrated, the latest round first."""
    return (
        Finding.rows(actor, permission)
        .select_related("round", "organisation")
        .prefetch_related("codings__theme", "providers")
        .order_by("-round__period_end", "round_id", "number", "id")
    )


def get_finding(actor: Actor, public_id: UUID, permission: Permission = READ) -> Finding:
    """Return one finding, or 404."""
    try:
        return findings(actor, permission).get(public_id=public_id)
    except Finding.DoesNotExist:
        raise Http404 from None


@dataclass(frozen=True)
class ThemeCount:
    """A theme in one round: at how many providers, by how many findings, and in the round before."""

    key: str
    name: str
    group: str
    findings: int
    providers: int
    before: int | None  # providers in the round before; None when there was none

    @property
    def trend(self) -> str:
        """Say whether it is more or less common than in the round before."""
        if self.before is None:
            return "No round before"
        if self.providers == self.before:
            return "Same"
        return "More" if self.providers > self.before else "Fewer"


def counts(actor: Actor, issued: collect.Round) -> list[ThemeCount]:
    """Return every theme with how often a round showed it, beside the round of the same framework before."""
    now = _providers(actor, issued)
    earlier = _round_before(actor, issued)
    before = _providers(actor, earlier) if earlier else None
    return [
        ThemeCount(
            key=theme.key,
            name=theme.name,
            group=theme.group,
            findings=now.get(theme.pk, (0, frozenset()))[0],
            providers=len(now.get(theme.pk, (0, frozenset()))[1]),
            before=None if before is None else len(before.get(theme.pk, (0, frozenset()))[1]),
        )
        for theme in themes()
    ]


def of_provider(actor: Actor, provider: Organisation) -> list[tuple[str, int]]:
    """Return the themes that were coded for one provider and how often, the most frequent first."""
    of_it = Q(judgement__validation__about=provider) | Q(finding__providers=provider)
    found = Coding.rows(actor, READ).filter(of_it).values_list("theme__name")
    counted = found.annotate(times=Count("pk", distinct=True))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def _round_before(actor: Actor, issued: collect.Round) -> collect.Round | None:
    same = collect.rounds(actor, READ).filter(framework__urn=issued.framework.urn)
    return same.filter(period_end__lt=issued.period_end).order_by("-period_end", "-id").first()


def _providers(actor: Actor, issued: collect.Round) -> dict[int, tuple[int, frozenset[int]]]:
    """Return by theme the number of codings and the providers they are about."""
    found: dict[int, tuple[int, frozenset[int]]] = {}
    codings = Coding.rows(actor, READ).select_related("judgement__validation")
    of_findings = codings.filter(finding__round=issued).prefetch_related("finding__providers")
    of_judgements = codings.filter(judgement__validation__assessment__round=issued)
    for coding in [*of_findings, *of_judgements]:
        count, providers = found.get(coding.theme_id, (0, frozenset()))
        found[coding.theme_id] = (count + 1, providers | _about(coding))
    return found


def _about(coding: Coding) -> frozenset[int]:
    if coding.judgement:
        return frozenset({coding.judgement.validation.about_id})
    return frozenset(each.pk for each in coding.finding.providers.all()) if coding.finding else frozenset()


def coded(actor: Actor, judgement_ids: list[int]) -> dict[int, list[str]]:
    """Return the keys of the themes on some judgements."""
    found: dict[int, list[str]] = {}
    rows = Coding.rows(actor, READ).filter(judgement__in=judgement_ids).select_related("theme")
    for coding in rows.order_by("theme__name", "id"):
        if coding.judgement_id is not None:
            found.setdefault(coding.judgement_id, []).append(coding.theme.key)
    return found


@dataclass(frozen=True)
class AuditFinding:
    """What an audit demonstrated, for a report: its number, words, themes and providers."""

    public_id: UUID
    number: int
    title: str
    detail: str
    themes: tuple[str, ...]
    providers: tuple[str, ...]
    round: str
    period: str


def findings_in(actor: Actor, issued: collect.Round | None = None) -> list[AuditFinding]:
    """Return what our rounds demonstrated, or one of them, in order."""
    found = findings(actor)
    if issued is not None:
        found = found.filter(round=issued)
    return [
        AuditFinding(
            public_id=row.public_id,
            number=row.number,
            title=row.title,
            detail=row.detail,
            themes=tuple(sorted(coding.theme.name for coding in row.codings.all())),
            providers=tuple(sorted(each.name for each in row.providers.all())),
            round=row.round.title,
            period=row.round.period_label,
        )
        for row in found
    ]
