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


__all__ = ["ProviderIdentity", "Tries"]
