"""Writes to the register of reviews: labels without names, dates in order, and a reason for what is late."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from safeguarding.collect.reviews import queries
from safeguarding.collect.reviews.models import Review, ReviewStage, ReviewType
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit import identifying
from safeguarding.kit.periods import Period
from safeguarding.kit.refusals import Refused, changed_in

WRITE = Permission("REV", "w")
DATES = ("notified", "commissioned", "completed", "published")
FACTS = frozenset(
    [
        "known_as",
        "label",
        "area",
        "commissioned_by",
        "theme",
        "status",
        "notified",
        "commissioned",
        "completed",
        "publication_due",
        "published",
        "reported_for",
        "delay_reason",
        "criteria_met",
        "rationale",
        "factors",
        "overseen_by",
        "source",
    ]
)
FINISHED = (
    Review.Status.COMPLETED,
    Review.Status.PUBLISHED,
    Review.Status.UNPUBLISHED,
    Review.Status.STOPPED,
)


class NotPossible(Refused):
    """The review cannot stand in the register like this."""


@transaction.atomic
def set_up_type(*, key: str, facts: Mapping[str, Any], by: Actor, at: datetime) -> ReviewType:
    """Add or reword a type of review from the content."""
    require(by, Permission("FWK", "w"), by.organisation)
    found, new = ReviewType.objects.update_or_create(key=key, defaults=dict(facts))
    if new:
        record("review_type.set_up", about=None, by=by, at=at, type=key)
    return found


@transaction.atomic
def record_review(
    *,
    type: ReviewType,  # noqa: A002  it is what everybody calls it
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    age: int | None = None,
) -> Review:
    """
    Add a review to the register of an organisation, by default the acting one.

    :param facts: the columns in FACTS; `label` is needed.
    :param age: completed years at death, checked against the type's scope and not kept.
    :raises NotPossible: if the facts contradict one another or the type's rules.
    :raises SaysWho: if the words would say who a person is.
    """
    organisation = organisation or by.organisation
    require(by, WRITE, organisation)
    _check_age(type, age)
    review = Review(organisation=organisation, type=type)
    _apply(review, facts, at.date())
    if Review.objects.filter(organisation=organisation, type=type, label=review.label).exists():
        raise NotPossible(f"The register already holds a {type.name.lower()} with the label {review.label}.")
    review.save()
    record("review.recorded", about=review, by=by, at=at, concerning=_concerning(review), type=type.key)
    return review


@transaction.atomic
def correct_review(
    *, review: Review, version: int, changes: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> Review:
    """
    Change what the register says of a review; what it said before stays in its history.

    :raises NotPossible: if the facts contradict one another, or no reason is given.
    :raises Stale: if somebody saved after this form was opened.
    """
    require(by, WRITE, review.organisation)
    review = lock(review, by=by, version=version)
    changed = changed_in(review, changes)
    identifying.refuse_identity("The reason", reason)
    _apply(review, changes, at.date())
    review.save()
    record(
        "review.corrected",
        about=review,
        by=by,
        at=at,
        concerning=_concerning(review),
        changed=changed,
        content={"reason": reason},
    )
    return review


@transaction.atomic
def reach_stage(
    *, review: Review, version: int, stage: str, on: Period, by: Actor, at: datetime
) -> ReviewStage:
    """
    Note that a review reached one of its type's stages.

    :raises NotPossible: if the type has no such stage, or the review reached it before.
    """
    require(by, WRITE, review.organisation)
    review = lock(review, by=by, version=version)
    names = {each["key"]: each["name"] for each in review.type.stages}
    if stage not in names:
        raise NotPossible(f"A {review.type.name} has no stage of that name.")
    if review.reached.filter(stage=stage).exists():
        raise NotPossible(f"“{names[stage]}” is already noted.")
    review.save(update_fields=["version"])
    reached = ReviewStage(review=review, stage=stage, on=on)
    reached.save()
    record(
        "review.stage_reached", about=review, by=by, at=at, concerning=_concerning(review), stage=names[stage]
    )
    return reached


def _concerning(review: Review) -> list[Organisation]:
    return [review.organisation, *([review.commissioned_by] if review.commissioned_by else [])]


def _check_age(kind: ReviewType, age: int | None) -> None:
    """Child Death Review Statutory and Operational Guidance, 2018: every death before the 18th birthday, none after."""
    if age is None:
        return
    if kind.oldest is not None and age > kind.oldest:
        raise NotPossible(f"A {kind.name.lower()} is for people of {kind.oldest} years or younger.")
    if kind.youngest is not None and age < kind.youngest:
        raise NotPossible(f"A {kind.name} is for people of {kind.youngest} years or older.")


def _apply(review: Review, facts: Mapping[str, Any], today: date) -> None:
    """Set the facts, check them against each other and work out on which days the review counts."""
    if unknown := facts.keys() - FACTS:
        raise ValueError(f"not facts of a review: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(review, name, value)
    _check_words(review)
    _check_type(review)
    _check_dates(review)
    _check_delay(review, today)
    review.counted_from, review.counted_to = _counted(review)


def _check_words(review: Review) -> None:
    if not review.label:
        raise NotPossible("Give the review a label, such as a local reference. Never a name.")
    identifying.refuse_identity("The label", review.label, is_label=True)
    for called, text in (("The theme", review.theme), ("The rationale", review.rationale)):
        identifying.refuse_identity(called, text)


def _check_type(review: Review) -> None:
    kind = review.type
    body = review.commissioned_by
    if body and body.kind.key not in kind.commissioned_by:
        raise NotPossible(f"A {kind.name.lower()} is not commissioned by {body.name}.")
    if kind.criteria and not body:
        # Children Act 2004, s.16F: a local review is arranged by the safeguarding partners.
        raise NotPossible(f"Say which partnership began this {kind.name.lower()}.")
    if review.known_as and review.known_as not in {other["name"] for other in kind.other_names}:
        raise NotPossible(f"“{review.known_as}” is not a name of this type of review.")
    if set(review.criteria_met) - {each["key"] for each in kind.criteria}:
        raise NotPossible("Those are not criteria of this type of review.")
    if review.criteria_met and not review.rationale:
        raise NotPossible("Say why the criteria are met.")
    if review.factors and not kind.is_of_deaths:
        raise NotPossible("Modifiable factors are recorded on child death reviews only.")


def _check_dates(review: Review) -> None:
    known = [(name, getattr(review, name)) for name in DATES if getattr(review, name)]
    for position, (name, earlier) in enumerate(known):
        for other, later in known[position + 1 :]:
            if later.ends_on < earlier.starts_on:
                raise NotPossible(f"A review cannot be {other} ({later}) before it is {name} ({earlier}).")
    if review.status == Review.Status.PUBLISHED and not review.published:
        raise NotPossible("Say when the review was published.")
    if review.published and review.status not in (Review.Status.PUBLISHED, Review.Status.UNPUBLISHED):
        raise NotPossible("A review with a date of publication is published.")
    if not any((*(value for _, value in known), review.reported_for)):
        raise NotPossible("Give at least one date, or the period for which the review is reported.")


def _check_delay(review: Review, today: date) -> None:
    standing = queries.clock_of(review, today)
    if standing and not standing.in_time and not review.delay_reason:
        raise NotPossible(f"This review is {standing.words}. Choose the reason for the delay.")


def _counted(review: Review) -> tuple[date, date | None]:
    """
    Return the first and last day on which a review counts as being under way or coming to its end.

    Its own dates decide; where they say nothing, the period in which its source counts it does.
    """
    known = [value for name in DATES if (value := getattr(review, name))]
    firsts = [value.starts_on for value in known] or [review.reported_for.starts_on]
    lasts: Sequence[date] = [v.ends_on for v in (review.completed, review.published) if v]
    if lasts:
        return min(firsts), max(lasts)
    if review.reported_for:
        return min([*firsts, review.reported_for.starts_on]), review.reported_for.ends_on
    return min(firsts), max(v.ends_on for v in known) if review.status in FINISHED else None
