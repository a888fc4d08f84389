"""Reads of the library of frameworks."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404

from safeguarding.collect.frameworks.models import FrameworkVersion, Question, Standard
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import on_day
from safeguarding.core.organisations.models import OrganisationKind
from safeguarding.core.organisations.queries import kinds_within

READ = Permission("FWK", "r")
NOT_APPLICABLE = "na"
UNRATED = ""


def frameworks(actor: Actor, permission: Permission = READ) -> QuerySet[FrameworkVersion]:
    """Return every version in the library, with how many questions it has."""
    return (
        FrameworkVersion.rows(actor, permission)
        .annotate(questions_count=Count("questions"))
        .order_by("title", "-version", "id")
    )


def in_use(actor: Actor, on: date) -> QuerySet[FrameworkVersion]:
    """Return the versions that may be issued on a day, the newest of each first."""
    return frameworks(actor).filter(on_day(on, "used_from", "used_to"))


def get_framework(actor: Actor, public_id: UUID) -> FrameworkVersion:
    """Return one version with its standards and questions, or 404."""
    questions = Prefetch("questions", Question.rows(actor, READ).order_by("number"))
    standards = Prefetch(
        "standards", Standard.rows(actor, READ).order_by("number").prefetch_related(questions)
    )
    try:
        return frameworks(actor).prefetch_related(standards).get(public_id=public_id)
    except FrameworkVersion.DoesNotExist:
        raise Http404 from None


def find_framework(actor: Actor, urn: str, version: int | None = None) -> FrameworkVersion:
    """Return a version by its name, the newest if none is asked for."""
    found = frameworks(actor).filter(urn=urn)
    if version is not None:
        found = found.filter(version=version)
    return found.order_by("-version").first() or _unknown(urn)


def _unknown(urn: str) -> FrameworkVersion:
    raise LookupError(f"The library has no framework {urn}.")


def kinds_of(*frameworks: FrameworkVersion) -> list[OrganisationKind]:
    """Return the kinds of organisation that one or several frameworks are for, kinds beneath included, by name."""
    found = kinds_within(*(key for framework in frameworks for key in framework.applies_to))
    return sorted(found, key=lambda kind: kind.name)


def rating_words(framework: FrameworkVersion) -> dict[str, str]:
    """Return what each rating of a framework is called."""
    return {step["key"]: step["label"] for step in framework.scale} | {
        NOT_APPLICABLE: "Not applicable",
        UNRATED: "Not answered",
    }


def standing(framework: FrameworkVersion, rating: str) -> str:
    """Return what a rating means whatever its words: met, partly, not-met, na or unanswered."""
    if rating == NOT_APPLICABLE:
        return "na"
    return next((step["standing"] for step in framework.scale if step["key"] == rating), "unanswered")


def points(framework: FrameworkVersion, rating: str) -> int | None:
    """Return the points of a rating; one that does not apply or is not given has none."""
    return next((step["points"] for step in framework.scale if step["key"] == rating), None)
