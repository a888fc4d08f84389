"""Adds versions to the library."""

from datetime import datetime
from typing import Any

from django.db import transaction

from safeguarding.collect.frameworks.models import FrameworkVersion, Question, Standard
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.kit.refusals import Refused


class AnotherWording(Refused):
    """A version that stands already says something else."""


@transaction.atomic
def add_framework(*, content: dict[str, Any], digest: str, by: Actor, at: datetime) -> FrameworkVersion:
    """
    Add a version to the library; the same version with the same words is left alone.

    :param content: what a file of `content/frameworks` says, checked already.
    :raises AnotherWording: if this version stands with other words, because answers may point to it.
    """
    require(by, Permission("FWK", "w"), by.organisation)
    known = FrameworkVersion.objects.filter(urn=content["urn"], version=content["version"]).first()
    if known:
        return _unchanged(known, digest)
    framework = FrameworkVersion(digest=digest, **_own_words(content))
    framework.save(force_insert=True)
    _add_standards(framework, content["standards"])
    record("framework.added", about=framework, by=by, at=at, urn=framework.urn, version=framework.version)
    return framework


def _unchanged(known: FrameworkVersion, digest: str) -> FrameworkVersion:
    if known.digest != digest:
        raise AnotherWording(
            f"{known.urn} version {known.version} is in the library with other words. "
            f"Give the new words version {known.version + 1}."
        )
    return known


def _own_words(content: dict[str, Any]) -> dict[str, Any]:
    names = ("urn", "version", "title", "summary", "source", "scale", "applies_to", "used_from")
    rule = content["not_applicable"]
    return {name: content[name] for name in names} | {
        "used_to": content.get("used_to"),
        "may_not_apply": rule["allowed"],
        "not_applicable_rule": rule.get("rule", ""),
    }


def _add_standards(framework: FrameworkVersion, given: list[dict[str, Any]]) -> None:
    standards = Standard.objects.bulk_create(
        Standard(
            framework=framework,
            key=standard["key"],
            number=number,
            title=standard["title"],
            about=standard.get("about", ""),
        )
        for number, standard in enumerate(given, 1)
    )
    pairs = [
        (standard, question)
        for standard, said in zip(standards, given, strict=True)
        for question in said["questions"]
    ]
    Question.objects.bulk_create(
        Question(
            framework=framework,
            standard=standard,
            number=number,
            key=question["key"],
            text=question["text"],
            guidance=question.get("guidance", ""),
            evidence=question.get("evidence", []),
            is_essential=question.get("essential", False),
        )
        for number, (standard, question) in enumerate(pairs, 1)
    )
