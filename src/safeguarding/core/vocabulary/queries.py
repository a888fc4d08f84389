"""Reads of the vocabulary: which law stood on a day, what binds whom, and which word an area uses."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import rows
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.vocabulary.models import Cohort, Duty, LocalWord, Milestone, Source, Term
from safeguarding.kit.periods import known_words, possible_days

READ = Permission("FWK", "r")
CURRENT, COMING, SUPERSEDED = "In force", "Not yet in force", "Superseded"


@dataclass(frozen=True)
class Replanned:
    """A milestone with every date that was planned for it, the first first."""

    title: str
    source: str
    dates: tuple[tuple[str, str], ...]  # the date as stored, and why it was set

    @property
    def original(self) -> str:
        """The date first planned."""
        return self.dates[0][0]

    @property
    def latest(self) -> str:
        """The date planned now."""
        return self.dates[-1][0]

    @property
    def words(self) -> str:
        """The whole story: planned for 1 October 2020; moved to April 2022 (the pandemic)."""
        first, *moved = self.dates
        said = [f"planned for {known_words(first[0]) or 'no date'}"]
        said += [f"moved to {known_words(day) or 'no date'} ({why})" for day, why in moved]
        return "; ".join(said)


def sources(actor: Actor) -> QuerySet[Source]:
    """Return the Acts, regulations and guidance that are known, by title."""
    found = rows(Source, actor, READ).select_related("part_of", "superseded_by")
    return found.order_by("title", "id")


def offered(actor: Actor, words: str = "") -> QuerySet[Source]:
    """Return the sources that may be cited now: those found by a right or a wrong citation, never the wrong words."""
    found = sources(actor).filter(superseded_on="")
    return found.filter(Q(title__icontains=words) | Q(wrong_citations__icontains=words)) if words else found


def get_source(actor: Actor, public_id: UUID) -> Source:
    """Return one source, or 404."""
    try:
        return sources(actor).get(public_id=public_id)
    except Source.DoesNotExist:
        raise Http404 from None


def source(key: str) -> Source:
    """Return the source with this key, such as "children-act-2004"."""
    return Source.objects.get(key=key)


def standing(known: Source, on: date) -> str:
    """Say whether a source was in force on a day, was still to come or had been replaced."""
    if known.superseded_on and possible_days(known.superseded_on).starts_on <= on:
        return SUPERSEDED
    return CURRENT if known.in_force_on and known.in_force_on <= on else COMING


def milestones(known: Source) -> list[Replanned]:
    """Return a source's milestones with all their dates."""
    found = known.milestones.prefetch_related("dates").order_by("id")
    return [_replanned(milestone, known.title) for milestone in found]


def moved_milestones(actor: Actor, announced_by: date | None = None) -> list[Replanned]:
    """Return every milestone whose date was set anew, by what had been announced on a day (default: all of it)."""
    found = rows(Milestone, actor, READ).select_related("source").prefetch_related("dates").order_by("id")
    all_of_them = [_replanned(milestone, milestone.source.title, announced_by) for milestone in found]
    return [each for each in all_of_them if len(each.dates) > 1]


def _replanned(milestone: Milestone, title: str, announced_by: date | None = None) -> Replanned:
    dates = [
        each
        for each in sorted(milestone.dates.all(), key=lambda each: each.pk)
        if not (announced_by and each.announced_on)
        or possible_days(each.announced_on).starts_on <= announced_by
    ]
    return Replanned(milestone.title, title, tuple((each.planned_for, each.reason) for each in dates))


def duties(actor: Actor) -> QuerySet[Duty]:
    """Return the duties with their sources and the kinds of organisation that they bind."""
    return rows(Duty, actor, READ).prefetch_related("sources", "kinds").order_by("title", "id")


def cohorts(actor: Actor) -> list[Cohort]:
    """Return the cohorts, by name."""
    return list(rows(Cohort, actor, READ).order_by("name"))


def terms(actor: Actor) -> QuerySet[Term]:
    """Return the terms with their local words."""
    found = rows(Term, actor, READ).select_related("source").prefetch_related("local_words__area")
    return found.order_by("name", "id")


def get_term(actor: Actor, key: str) -> Term:
    """Return one term, or 404."""
    try:
        return terms(actor).get(key=key)
    except Term.DoesNotExist:
        raise Http404 from None


def word_for(term_key: str, area: Organisation) -> str:
    """Return what is said in an area for a term: its local word, or the term's own name."""
    local = LocalWord.objects.filter(term__key=term_key, area=area).first()
    return local.word if local else Term.objects.get(key=term_key).name
