"""Loads `content/organisation-kinds.yaml`."""

from datetime import datetime

import yaml
from django.conf import settings

from safeguarding.core.access.actor import Actor
from safeguarding.core.organisations import operations, queries


def load(by: Actor, at: datetime) -> int:
    """Set up every kind of organisation; a parent stands above its children in the file."""
    kinds = yaml.safe_load((settings.CONTENT / "organisation-kinds.yaml").read_text(encoding="utf-8"))
    for kind in kinds:
        operations.set_up_kind(
            key=kind["key"],
            name=kind["name"],
            plural=kind["plural"],
            parent=queries.kind(kind["beneath"]) if "beneath" in kind else None,
            is_commissioner=kind.get("commissioner", False),
            is_provider=kind.get("provider", False),
            by=by,
            at=at,
        )
    return len(kinds)
