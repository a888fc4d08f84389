"""Notes how a sign-in went."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone

from safeguarding.core.people.models import User
from safeguarding.core.signin import jobs


def note_try(request: HttpRequest, person: User | None, outcome: str) -> None:
    """
    Have it kept by a job that somebody came in, or how far they did not.

    An address that nobody has makes a job as well, which keeps nothing: both answers cost the same.
    """
    known = person is not None and not person.is_system
    jobs.note_try.defer(
        person=str(person.public_id) if known else "",
        outcome=outcome,
        ip=get_adapter().get_client_ip(request),
        at=timezone.now().isoformat(),
    )
