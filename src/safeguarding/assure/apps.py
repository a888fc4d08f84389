"""Registers the room assure with Django."""

from django.apps import AppConfig

from safeguarding.kit.rooms import wake


class Assure(AppConfig):
    """What we conclude."""

    name = "safeguarding.assure"
    label = "assure"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the jobs and listeners of every topic, so that what is recorded finds who listens."""
        wake(self.name)
