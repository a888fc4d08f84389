"""Registers the room act with Django."""

from django.apps import AppConfig

from safeguarding.kit.rooms import wake


class Act(AppConfig):
    """What we do about it."""

    name = "safeguarding.act"
    label = "act"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the jobs and listeners of every topic, so that what is recorded finds who listens."""
        wake(self.name)
