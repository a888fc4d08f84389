"""The base of every model that holds somebody's records: its rows are asked for by an actor or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from safeguarding.core.access.policy import Permission

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safeguarding.core.access.actor import Actor


class Reachable(models.Model):
    """A model whose `reach` is declared and whose `rows` is the only way for queries to read it."""

    resource: str  # the column of the access matrix that these rows fall under

    class Meta:
        abstract = True

    @classmethod
    def rows(cls, actor: Actor, permission: Permission | None = None) -> QuerySet[Self]:
        """Return the rows that this actor may reach; the permission defaults to reading the model's resource."""
        from safeguarding.core.access import queries

        return queries.rows(cls, actor, permission or Permission(cls.resource, "r"))
