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


__all__ = ["Tries"]
