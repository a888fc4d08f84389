"""E-mails about sign-in: that it was changed, and the link for a new password. None says what stands in any record."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit.models import SPRAYED
from safeguarding.core.audit.operations import when
from safeguarding.core.notices import queries
from safeguarding.core.notices.alarms import sound
from safeguarding.core.signin import operations, spraying
from safeguarding.core.signin.models import SignInTry

SUBJECT = "Your sign-in to Manage safeguarding assurance was changed"
TEXT = (
    "Your password or your second factor was changed, and you were signed out everywhere else.\n\n"
    "If that was you, there is nothing to do. If it was not, tell your organisation's administrator of sign-ins at"
    " once and choose a new password: {address}/account/password/reset/"
)

SUBJECT_OF_LINK = "Choose a new password for Manage safeguarding assurance"
TEXT_OF_LINK = (
    "Somebody, probably you, asked for a new password.\n\n"
    "Choose it within three days: {address}\n\n"
    "If it was not you, there is nothing to do: the link goes to you alone, and your second factor is asked for as ever."
)


@when("sign-in.changed")
@job(unique=("about",))
def tell_of_change(*, by: Actor, about: str, **_: object) -> None:
    """Tell a person that their password or second factor is another now; not which, and nothing else."""
    person = queries.person_by_public_id(about.rpartition(":")[2])
    send_mail(SUBJECT, TEXT.format(address=settings.BASE_URL), None, [person.email])


@job()
def note_try(*, by: Actor, person: str, outcome: str, ip: str, at: str, **_: object) -> None:
    """Keep how a sign-in went; of an address that nobody has, nothing is kept."""
    if person:
        found = queries.person_by_public_id(person)
        moment = datetime.fromisoformat(at)
        operations.note_try(person=found, outcome=outcome, ip=ip, at=moment)
        _look_for_spraying(outcome, ip, moment)


def _look_for_spraying(outcome: str, ip: str, at: datetime) -> None:
    if not ip or outcome == SignInTry.Outcome.SIGNED_IN:
        return
    for place, count in spraying.places_of(spraying.sprayed_from(ip, at), at).items():
        tell_of_spraying.defer(organisation_id=place, accounts=count, at=at.isoformat())


@job(unique=("organisation_id",))
def tell_of_spraying(*, by: Actor, accounts: int, at: str, **_: object) -> None:
    """Tell those who look after an organisation's sign-ins that one place tries passwords on many accounts."""
    sound(SPRAYED, by=by, at=datetime.fromisoformat(at), accounts_of_ours=accounts)


@job()
def send_link(*, by: Actor, person: str, **_: object) -> None:
    """Send somebody the link by which they choose a new password; it is made as it is sent, and kept nowhere."""
    found = queries.person_by_public_id(person) if person else None
    if found is None or not found.is_active:
        return
    key = default_token_generator.make_token(found)
    address = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(found), key])
    send_mail(SUBJECT_OF_LINK, TEXT_OF_LINK.format(address=settings.BASE_URL + address), None, [found.email])
