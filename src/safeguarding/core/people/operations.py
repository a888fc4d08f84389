"""Writes about people who sign in."""

from datetime import datetime

from django.db import transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.core.people.models import User
from safeguarding.kit.refusals import Refused


class AlreadyKnown(Refused):
    """Somebody with this e-mail address is registered already."""


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    by: Actor,
    at: datetime,
    password: str | None = None,
    encoded: str = "",
    is_demonstration: bool = False,
) -> User:
    """
    Register a person who will sign in with a work e-mail address. They may do nothing until a role is given.

    :param encoded: a password that was hashed already, where many made-up people share one.
    :raises AlreadyKnown: if the address is registered, whatever its capitals.
    """
    require(by, Permission("USR", "w"), by.organisation)
    if User.objects.filter(email__iexact=email).exists():
        raise AlreadyKnown(f"{email} is registered already. Give them a role instead.")
    user = User(email=email.lower(), name=name, is_demonstration=is_demonstration)
    if encoded:
        user.password = encoded
    else:
        user.set_password(password)
    user.save()
    record("person.added", about=user, by=by, at=at)
    return user
