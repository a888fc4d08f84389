"""Writes of what a commissioner concludes about figures: the sums that must agree, and its own figure beside a claim."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from safeguarding.assure.indicators.models import Identity, ValidatedFigure
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.kit import content
from safeguarding.kit.refusals import Refused

Verdict = ValidatedFigure.Verdict


class IdentityChanged(Refused):
    """A sum of the same name and version says something else than the one that is kept."""


class NotValidated(Refused):
    """The figure cannot be validated as it stands."""


@transaction.atomic
def define_identity(*, definition: Mapping[str, Any], by: Actor, at: datetime) -> bool:
    """
    Add one version of a sum that must come out; returns whether it is new.

    :raises IdentityChanged: if the same version is kept with other words.
    """
    require(by, Permission("FWK", "w"), by.organisation)
    digest = content.digest(definition)
    kept = Identity.objects.filter(key=definition["key"], version=definition["version"]).first()
    if kept:
        if kept.digest != digest:
            raise IdentityChanged(
                f"{kept.key} version {kept.version} is kept with other words. Give it a new version."
            )
        return False
    Identity(**dict(definition), digest=digest, loaded_at=at, loaded_by=by.user).save()
    record("identity.defined", about=None, by=by, at=at, key=definition["key"], version=definition["version"])
    return True


@transaction.atomic
def validate_figure(
    *,
    figure_id: UUID,
    claimed_version: int,
    verdict: str,
    by: Actor,
    at: datetime,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
    comment: str = "",
    is_released: bool = False,
) -> ValidatedFigure:
    """
    Accept, query or dispute a claimed figure; the claim stays as it was sent.

    :param is_released: whether whoever answers for the figure reads this judgement.
    :raises NotValidated: if the claim was corrected meanwhile, or what the verdict asks for is not said.
    """
    observation = collect.get_observation(by, figure_id)
    require(by, Permission("VAL", "w"), observation.accountable)
    if observation.version != claimed_version:
        raise NotValidated(
            "The figure was corrected after you opened this page. Look at the new figure first."
        )
    own = (numerator, denominator, value)
    _check_verdict(verdict, own, comment)
    if verdict == Verdict.ACCEPTED:
        own = (observation.numerator, observation.denominator, observation.value)
    given = ValidatedFigure(
        organisation=by.organisation,
        about=observation.accountable,
        observation=observation,
        claimed_version=claimed_version,
        version=_next_version(observation, by),
        verdict=verdict,
        numerator=own[0],
        denominator=own[1],
        value=own[2],
        comment=comment.strip(),
        validated_at=at,
        validated_by=by.user,
        released_at=at if is_released else None,
        released_by=by.user if is_released else None,
    )
    given.save()
    record(
        "figure.validated",
        about=given,
        by=by,
        at=at,
        concerning=[observation.accountable],
        content={"verdict": str(verdict)},
        released=is_released,
    )
    return given


def _next_version(observation: collect.Observation, by: Actor) -> int:
    """Return the number of the next judgement of ours; two people who judge at once get two numbers."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(observation.public_id)])
    return ValidatedFigure.objects.filter(observation=observation, organisation=by.organisation).count() + 1


def _check_verdict(verdict: str, own: tuple[Decimal | None, ...], comment: str) -> None:
    numerator, denominator, value = own
    if verdict == Verdict.ACCEPTED and any(part is not None for part in own):
        raise NotValidated(
            "You accept the figure as it was sent. Leave your own figure empty, or dispute it."
        )
    if verdict == Verdict.DISPUTED and numerator is None and value is None:
        raise NotValidated("Give the figure that you hold to be right.")
    if numerator is None and denominator is not None:
        raise NotValidated("Give the numerator of your figure too.")
    if numerator is not None and denominator is not None and not 0 <= numerator <= denominator:
        raise NotValidated("The numerator of your figure must be no more than its denominator.")
    if verdict != Verdict.ACCEPTED and not comment.strip():
        raise NotValidated(
            "Say why: what you ask about, or why your figure differs from the one that was sent."
        )
