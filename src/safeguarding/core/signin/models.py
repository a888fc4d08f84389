"""What sign-in keeps of its own: how often something was tried, and which person another provider's subject is."""

from django.db import models

from safeguarding.core.access.rowsecurity import Reach


class Tries(models.Model):
    """When something was tried lately from one place or for one account, so that guessing runs into a limit."""

    reach = Reach(open_to_all=True, write="true", deletable=True)  # counted before anybody is known
    key = models.CharField(max_length=250, primary_key=True)  # hashed where it holds an account
    value = models.JSONField()
    ends = models.DateTimeField(db_index=True)

    class PersonalData:
        """Network addresses of those who tried to sign in, for at most a day."""

        fields = {"key": "personal"}


class SignInTry(models.Model):
    """A sign-in to somebody's account, or one that did not succeed: when, from where and how far; never what was typed."""

    class Outcome(models.TextChoices):
        """How far it went."""

        SIGNED_IN = "IN", "Signed in"
        PASSWORD = "PASSWORD", "The password was wrong"  # noqa: S105 - the step, not a password
        CODE = "CODE", "The code was wrong"
        PASSKEY = "PASSKEY", "The passkey was not accepted"

    # Noted by a job; read by the person themselves and by those who look after their sign-in.
    reach = Reach(
        also="row.user_id = app_user() or exists (select 1 from core_roleholding h where h.user_id = row.user_id"
        " and h.organisation_id in (select app_mine()))"
        " or app_user() in (select u.id from core_user u where u.is_system)",
        write="app_user() in (select u.id from core_user u where u.is_system)",
        deletable=True,
    )
    user = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    ip = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at"], name="sign_in_tries_of"),
            models.Index(fields=["ip", "-at"], name="sign_in_tries_from"),
        ]

    class PersonalData:
        """Whose account it was, and the network address from which somebody tried; for 90 days."""

        fields = {"user": "personal", "ip": "personal"}


class ProviderIdentity(models.Model):
    """Which person somebody at another organisation's sign-in is: by issuer and subject, never by e-mail address."""

    # Read at sign-in before anybody is known; written by the person themselves.
    reach = Reach(
        also="row.user_id = app_user() or app_user() is null",
        write="row.user_id = app_user()",
        deletable=True,
    )
    keeps_history = True
    user = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="+")
    provider = models.SlugField(max_length=40)  # the operator's word for it, to show its name
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    linked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="subject_is_one_person", fields=["issuer", "subject"]),
            models.UniqueConstraint(name="person_is_one_subject", fields=["user", "issuer"]),
        ]

    class PersonalData:
        """Who somebody is at another organisation's sign-in."""

        fields = {"user": "personal", "subject": "personal"}


__all__ = ["ProviderIdentity", "SignInTry", "Tries"]
