"""Tells people by e-mail that their sign-in was changed."""

from django.conf import settings
from django.core.mail import send_mail

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit.operations import when
from safeguarding.core.notices import queries

SUBJECT = "Your sign-in to Manage safeguarding assurance was changed"
TEXT = (
    "Your password or your second factor was changed, and you were signed out everywhere else.\n\n"
    "If that was you, there is nothing to do. If it was not, tell your organisation's administrator of sign-ins at"
    " once and choose a new password: {address}/account/password/reset/"
)


@when("sign-in.changed")
@job(unique=("about",))
def tell_of_change(*, by: Actor, about: str, **_: object) -> None:
    """Tell a person that their password or second factor is another now; not which, and nothing else."""
    person = queries.person_by_public_id(about.rpartition(":")[2])
    send_mail(SUBJECT, TEXT.format(address=settings.BASE_URL), None, [person.email])
