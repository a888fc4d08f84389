"""Writes of what a commissioner concludes about figures: the sums that must agree, and its own figure beside a claim."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from safeguarding.assure.indicators.models import Identity, ValidatedFigure
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.kit import content
from safeguarding.kit.refusals import Refused


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
    is_accepted: bool,
    by: Actor,
    at: datetime,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
    comment: str = "",
) -> ValidatedFigure:
    """
    Say what the commissioner holds a claimed figure to be; the claim stays as it was sent.

    :raises NotValidated: if the claim was corrected meanwhile, or another figure is given without a reason.
    """
    observation = collect.get_observation(by, figure_id)
    require(by, Permission("VAL", "w"), observation.accountable)
    if observation.version != claimed_version:
        raise NotValidated(
            "The figure was corrected after you opened this page. Look at the new figure first."
        )
    if not is_accepted and not comment.strip():
        raise NotValidated("Say why your figure differs from the one that was returned.")
    if not is_accepted and numerator is None and value is None:
        raise NotValidated("Give the figure that you hold to be right.")
    earlier = ValidatedFigure.objects.filter(observation=observation, organisation=by.organisation).count()
    given = ValidatedFigure(
        organisation=by.organisation,
        observation=observation,
        claimed_version=claimed_version,
        version=earlier + 1,
        is_accepted=is_accepted,
        numerator=observation.numerator if is_accepted else numerator,
        denominator=observation.denominator if is_accepted else denominator,
        value=observation.value if is_accepted else value,
        comment=comment.strip(),
        validated_at=at,
        validated_by=by.user,
    )
    given.save()
    record(
        "figure.validated",
        about=given,
        by=by,
        at=at,
        concerning=[observation.accountable],
        accepted=is_accepted,
    )
    return given
