"""Reads of the register of reviews: rows, counts by type and period, totals beside rows, and the clocks."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from safeguarding.collect.returns.figures import Figure
from safeguarding.collect.returns.queries import figures
from safeguarding.collect.reviews.models import Review, ReviewType
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import clocks, when
from safeguarding.kit.periods import Period

READ = Permission("REV", "r")


@dataclass(frozen=True)
class ReviewLine:
    """One review as rooms above see it."""

    public_id: UUID
    type: str
    type_name: str
    label: str
    area: str
    theme: str
    status: str
    status_words: str
    known_as: str
    commissioned_by: str
    published: str
    publication_due: str


@dataclass(frozen=True)
class TypeCount:
    """How many reviews of a type count in a period: rows held, totals stated, and whether the two agree."""

    key: str
    name: str
    plural: str
    is_statutory: bool
    is_shown_apart: bool
    rows: int
    by_status: dict[str, int] = field(default_factory=dict)
    stated: int | None = None
    source: str = ""

    @property
    def count(self) -> int:
        """Return the number to show: the rows, or the stated total where no rows are held."""
        return self.rows or self.stated or 0

    @property
    def agrees(self) -> bool | None:
        """Tell whether rows and stated total are the same number; None where there are not both."""
        return None if self.stated is None or not self.rows else self.rows == self.stated


def types() -> QuerySet[ReviewType]:
    """Return the types of review in the order of the content."""
    return ReviewType.objects.order_by("place", "id")


def type_of(key: str) -> ReviewType:
    """Return the type with this key, such as "leder"."""
    return ReviewType.objects.get(key=key)


def reviews(actor: Actor, permission: Permission = READ) -> QuerySet[Review]:
    """Return the reviews that this actor may see, the latest first."""
    found = Review.rows(actor, permission).select_related(
        "type", "area", "commissioned_by__kind", "organisation"
    )
    return found.order_by("-counted_from", "type__place", "label", "id")


def get_review(actor: Actor, public_id: UUID, permission: Permission = READ) -> Review:
    """Return one review, or 404 so that nobody learns that it exists."""
    try:
        return reviews(actor, permission).get(public_id=public_id)
    except Review.DoesNotExist:
        raise Http404 from None


def counting_in(period: Period) -> Q:
    """Return the condition that a review counts in a period: its days and the period's have a day in common."""
    ended = Q(counted_to=None) | Q(counted_to__gte=period.starts_on)
    return Q(counted_from__lte=period.ends_on) & ended


def reviews_in(
    actor: Actor, within: Period, of: Organisation | None = None, **wanted: object
) -> list[ReviewLine]:
    """Return the reviews that count in a period, of one organisation's register or of all in reach."""
    found = reviews(actor).filter(counting_in(within), **_of(of), **wanted)
    return [line(review) for review in found]


def due_for_publication(actor: Actor, within: Period, of: Organisation | None = None) -> list[ReviewLine]:
    """Return the reviews whose publication is due in a period."""
    found = reviews(actor).filter(status=Review.Status.DUE, publication_due__overlap=within, **_of(of))
    return [line(review) for review in found]


def line(review: Review) -> ReviewLine:
    """Return a review as rooms above see it."""
    return ReviewLine(
        public_id=review.public_id,
        type=review.type.key,
        type_name=review.type.name,
        label=review.label,
        area=review.area.name if review.area else "",
        theme=review.theme,
        status=review.status,
        status_words=review.get_status_display(),
        known_as=review.known_as,
        commissioned_by=review.commissioned_by.name if review.commissioned_by else "",
        published=when.words(review.published),
        publication_due=when.words(review.publication_due),
    )


def counts(actor: Actor, within: Period, of: Organisation | None = None) -> list[TypeCount]:
    """Return the count of every type that has a row or a stated total in a period; LeDeR is marked to be shown apart."""
    rows = Counter(
        reviews(actor).filter(counting_in(within), **_of(of)).order_by().values_list("type__key", "status")
    )
    totals = _stated(actor, within, of or actor.organisation)
    held = {key for key, _ in rows}
    return [
        _counted(kind, rows, totals.get(kind.total_series))
        for kind in types()
        if kind.key in held or kind.total_series in totals
    ]


def _stated(actor: Actor, within: Period, of: Organisation | None) -> dict[str, Figure]:
    """Return the totals that a source states for exactly this period; they live among the figures and only there."""
    urns = [urn for urn in types().values_list("total_series", flat=True) if urn]
    about = [of] if of else []
    return {f.urn: f for f in figures(actor, urns, about=about, period=within) if f.exact is not None}


def _counted(kind: ReviewType, rows: Counter, total: Figure | None) -> TypeCount:
    by_status = {status: n for (key, status), n in rows.items() if key == kind.key}
    return TypeCount(
        key=kind.key,
        name=kind.name,
        plural=kind.plural,
        is_statutory=kind.is_statutory,
        is_shown_apart=kind.is_shown_apart,
        rows=sum(by_status.values()),
        by_status=by_status,
        stated=int(total.exact) if total and total.exact is not None else None,
        source=total.source if total else "",
    )


def _of(organisation: Organisation | None) -> dict[str, Organisation]:
    return {"organisation": organisation} if organisation else {}


@cache
def clock_rules() -> clocks.Rules:
    """Return the dated rules of the content folder; content changes with a release, not while we run."""
    return clocks.load_rules(settings.CONTENT / "clocks")


def clock_of(review: Review, today: date) -> clocks.Standing | None:
    """Return where the review's clock stands; none where its type has no clock or its first day is not known."""
    if not review.type.clock or not review.notified or review.notified.days != 1:
        return None
    started = review.notified.starts_on
    rule = clock_rules().named(review.type.clock, started)
    stopped = review.completed.ends_on if review.completed else None
    return clocks.standing(rule, started, stopped, today)


def overdue(actor: Actor, of: Organisation | None = None) -> list[Review]:
    """Return the reviews that are still running after the last day of their clock."""
    running = reviews(actor).filter(completed=None, **_of(of)).exclude(type__clock="").exclude(notified=None)
    late = [(review, clock_of(review, actor.today)) for review in running]
    return [review for review, clock in late if clock and not clock.in_time]
