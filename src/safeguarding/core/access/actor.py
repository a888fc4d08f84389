"""The one who asks: a person acting for one organisation, on a day, for a purpose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from safeguarding.core.organisations.models import Organisation
    from safeguarding.core.people.models import User


@dataclass(frozen=True)
class Actor:
    """
    Who asks, for which one organisation, with which roles, on which day.

    Permissions of two organisations are never united: somebody with two hats has two actors.

    :param assurance: how the person proved who they are: "none", "password", "two-factor" or "system".
    :param level: the highest need-to-know level this actor reads (L0 to L4).
    """

    user: User | None
    organisation: Organisation | None
    roles: frozenset[str]
    today: date
    assurance: str = "two-factor"
    purpose: str = "assurance"
    level: int = 2
    named: frozenset[int] = field(default=frozenset())
    # The organisations that the acting one succeeded, as this request's own reading found them; None where nobody read.
    predecessors: frozenset[int] | None = field(default=None, compare=False)

    @classmethod
    def nobody(cls, today: date) -> Actor:
        """Return the public: no name, no organisation, what is published and no more."""
        return cls(
            user=None, organisation=None, roles=frozenset({"R32"}), today=today, assurance="none", level=0
        )

    @property
    def person(self) -> User:
        """Return who asks, or refuse with a 403 where it is the public, which is nobody in particular."""
        if self.user is None:
            raise PermissionDenied("something that only a person who is signed in can do")
        return self.user

    @property
    def acting_for(self) -> Organisation:
        """Return for which organisation they ask, or refuse with a 403 where it is none, as of the public."""
        if self.organisation is None:
            raise PermissionDenied("something that is done for an organisation")
        return self.organisation

    @property
    def name(self) -> str:
        """Return what the audit calls this actor."""
        return self.user.email if self.user else "the public"
