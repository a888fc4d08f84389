"""E-mail about notices, as each person chose: at once, once a day, or not at all."""

from datetime import datetime, time, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.jobs import job
from safeguarding.core.audit.operations import when
from safeguarding.core.notices import kinds, operations, queries
from safeguarding.core.notices.models import Notice, NoticeChoice

HOUR_OF_THE_DIGEST = 7
SUBJECT = "Something waits for you in Manage safeguarding assurance"


@when("notice.told")
@job()
def pass_on(*, by: Actor, about: str, **_: object) -> None:
    """Hand a notice to the organisation that it is to, whose holders of roles only it can name."""
    if notice := queries.by_public_id(about.rpartition(":")[2]):
        write_emails.defer(organisation_id=notice.organisation_id, notice=str(notice.public_id))


@job(unique=("notice",))
def write_emails(*, by: Actor, notice: str, **_: object) -> None:
    """
    Write to those who want an e-mail for each notice, and set the day's e-mail for those who want one a day.

    What cannot wait goes to the latter at once too; whoever wants no e-mail gets none.
    """
    found = queries.by_public_id(notice)
    if found is None:
        return
    people = queries.recipients(found, by)
    chosen, now = queries.choices(people), timezone.now()
    for person in people:
        waits = found.kind not in kinds.at_once() and chosen[person.pk] == NoticeChoice.Email.DAILY
        if chosen[person.pk] != NoticeChoice.Email.NONE and not waits:
            _write(person, [found], by)
        elif waits:
            write_digest.defer(
                organisation_id=by.organisation.pk, person_id=person.pk, later=next_digest(now)
            )


@job(unique=("organisation_id", "person_id"))
def write_digest(*, by: Actor, person_id: int, **_: object) -> None:
    """Write one e-mail about all that a person has not opened at one organisation; nothing, if they have opened it all."""
    person = queries.person(person_id)
    if waiting := queries.waiting_for(person, by):
        _write(person, waiting, by)


@job(unique=("email",))
def send(*, by: Actor, email: int, **_: object) -> None:
    """
    Send one e-mail of the outbox; the mail server may fail, and the job is then tried again.

    Between two tries somebody may leave: whoever holds no role there any more is not written to.
    """
    found = queries.email_to_send(email)
    if found is not None and queries.is_there(found.person, by):
        send_mail(found.subject, found.text, None, [found.person.email])
        operations.mark_sent(email=found, by=by, at=timezone.now())


@when("person.invited")
@job(unique=("about",))
def send_invitation(*, by: Actor, about: str, **_: object) -> None:
    """
    Send somebody new the link by which they choose a password.

    The link is made as it is sent and kept nowhere; whoever reads the outbox cannot use it.
    """
    person = queries.person_by_public_id(about.rpartition(":")[2])
    key = default_token_generator.make_token(person)
    address = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    text = (
        f"You were given a role at {by.organisation.name} in Manage safeguarding assurance.\n\n"
        f"Choose a password within three days: {settings.BASE_URL}{address}\n\n"
        "If the link has run out, ask for a new one with “Forgotten password” on the sign-in page."
    )
    send_mail("Choose a password for Manage safeguarding assurance", text, None, [person.email])


def next_digest(now: datetime) -> datetime:
    """Return the next morning at which the day's e-mails are written."""
    today = timezone.localtime(now)
    morning = timezone.make_aware(datetime.combine(today.date(), time(HOUR_OF_THE_DIGEST)))
    return morning if morning > now else morning + timedelta(days=1)


def _write(person, waiting: list[Notice], by: Actor) -> None:
    lines = [f"- {kinds.words()[kind]}" for kind in dict.fromkeys(notice.kind for notice in waiting)]
    text = "\n".join(
        [
            f"At {by.organisation.name}:",
            "",
            *lines,
            "",
            f"Sign in to see what waits: {settings.BASE_URL}{reverse('core:notices_inbox')}",
            "You can choose how you hear of this on the same page.",
        ]
    )
    email = operations.write_email(person=person, subject=SUBJECT, text=text, by=by, at=timezone.now())
    send.defer(organisation_id=by.organisation.pk, email=email.pk)
