"""Reads of the register of visits, inspections and peer reviews."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from safeguarding.assure.visits.models import Visit, VisitFinding
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import when
from safeguarding.kit.periods import Period

READ = Permission("VIS", "r")


@dataclass(frozen=True)
class FindingLine:
    """One finding as rooms above see it."""

    kind: str
    kind_words: str
    text: str


@dataclass(frozen=True)
class VisitLine:
    """One visit as rooms above see it, with what it found."""

    public_id: UUID
    about: str
    kind: str
    kind_words: str
    state: str
    inspector: str
    on: str
    focus: str
    themes: tuple[str, ...]
    rating: str
    priority_areas: int | None
    summary: str
    follow_up: str
    follow_up_body: str
    findings: tuple[FindingLine, ...]


def visits(actor: Actor, permission: Permission = READ) -> QuerySet[Visit]:
    """Return the visits that this actor may see, the latest first."""
    found = Visit.rows(actor, permission).select_related("about__kind", "inspector", "organisation")
    return found.order_by("-on", "about__name", "id")


def get_visit(actor: Actor, public_id: UUID, permission: Permission = READ) -> Visit:
    """Return one visit, or 404 so that nobody learns that it exists."""
    try:
        return visits(actor, permission).get(public_id=public_id)
    except Visit.DoesNotExist:
        raise Http404 from None


def findings(visit: Visit) -> list[VisitFinding]:
    """Return what a visit found, strengths first, without what was taken back."""
    order = {kind: place for place, kind in enumerate(VisitFinding.Kind.values)}
    found = visit.findings.filter(withdrawn_because="").order_by("place", "id")
    return sorted(found, key=lambda finding: order[finding.kind])


def visits_in(
    actor: Actor, within: Period, of: Organisation | None = None, **wanted: object
) -> list[VisitLine]:
    """Return the visits of a period, earliest first, with their findings, in two queries."""
    found = visits(actor).filter(on__overlap=within, **wanted)
    if of:
        found = found.filter(organisation=of)
    standing = VisitFinding.objects.filter(withdrawn_because="").order_by("place", "id")
    found = found.prefetch_related(Prefetch("findings", queryset=standing, to_attr="standing"))
    return [line(visit, visit.standing) for visit in found.order_by("on", "about__name", "id")]


def visits_to(actor: Actor, about: Organisation) -> list[VisitLine]:
    """Return the visits to one organisation, the latest first, without their findings."""
    return [line(visit, []) for visit in visits(actor).filter(about=about).order_by("-on", "id")]


def line(visit: Visit, found: list[VisitFinding]) -> VisitLine:
    """Return a visit as rooms above see it."""
    return VisitLine(
        public_id=visit.public_id,
        about=visit.about.name,
        kind=visit.kind,
        kind_words=visit.get_kind_display(),
        state=visit.state,
        inspector=visit.inspector.name if visit.inspector else "",
        on=when.words(visit.on),
        focus=visit.focus,
        themes=tuple(visit.themes),
        rating=visit.get_rating_display(),
        priority_areas=visit.priority_areas,
        summary=visit.summary,
        follow_up=visit.follow_up,
        follow_up_body=visit.follow_up_body,
        findings=tuple(FindingLine(f.kind, f.get_kind_display(), f.text) for f in found),
    )
