"""Sets up the catalogue, records what a round demonstrated and codes it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from safeguarding.assure.themes import queries
from safeguarding.assure.themes.models import Coding, Finding, Theme
from safeguarding.assure.validation.models import Judgement
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.core.organisations.models import Organisation


@transaction.atomic
def set_up_themes(*, themes: list[dict[str, Any]], by: Actor, at: datetime) -> None:
    """Add or reword the themes of the catalogue; none is taken away, as findings may be coded with it."""
    require(by, Permission("FWK", "w"), by.organisation)
    known = {theme.key: theme for theme in Theme.objects.all()}
    new = []
    for given in themes:
        theme = known.get(given["key"])
        said = {"group": given["group"], "name": given["name"], "about": given.get("about", "")}
        if theme is None:
            new.append(Theme(key=given["key"], **said))
        elif {name: getattr(theme, name) for name in said} != said:
            for name, value in said.items():
                setattr(theme, name, value)
            theme.save(update_fields=list(said))
    Theme.objects.bulk_create(new)
    if new:
        record("theme.set_up", about=None, by=by, at=at, themes=[theme.key for theme in new])


@transaction.atomic
def record_finding(
    *,
    issued: collect.Round,
    title: str,
    detail: str,
    themes: list[Theme],
    providers: list[Organisation],
    by: Actor,
    at: datetime,
) -> Finding:
    """Record what a round demonstrated, at which providers, and what it is about."""
    for provider in providers:
        require(by, queries.WRITE, provider)
    owner = issued.organisation
    require(by, queries.WRITE, owner)
    number = Finding.objects.filter(organisation=owner, round=issued).count() + 1
    finding = Finding(
        organisation=owner,
        round=issued,
        number=number,
        title=title,
        detail=detail,
        found_at=at,
        found_by=by.user,
    )
    finding.save(force_insert=True)
    finding.providers.set(providers)
    Coding.objects.bulk_create(Coding(organisation=owner, theme=theme, finding=finding) for theme in themes)
    record("finding.recorded", about=finding, by=by, at=at, concerning=providers, number=number)
    return finding


@transaction.atomic
def code(*, judgement: Judgement, themes: list[Theme], by: Actor, at: datetime) -> None:
    """Put themes on a judgement in place of those that it has."""
    validation = judgement.validation
    require(by, queries.WRITE, validation.about)
    Coding.objects.filter(judgement=judgement).exclude(theme__in=themes).delete()
    has = set(Coding.objects.filter(judgement=judgement).values_list("theme_id", flat=True))
    Coding.objects.bulk_create(
        Coding(organisation=validation.organisation, theme=theme, judgement=judgement)
        for theme in themes
        if theme.pk not in has
    )
    keys = [theme.key for theme in themes]
    record(
        "judgement.coded",
        about=validation,
        by=by,
        at=at,
        concerning=[validation.about],
        content={"themes": keys},
    )
