"""Registers the room core with Django."""

from django.apps import AppConfig

from safeguarding.kit.rooms import wake


class Core(AppConfig):
    """Who and where, who may, who did, in what words."""

    name = "safeguarding.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the jobs and listeners of every topic, so that what is recorded finds who listens."""
        wake(self.name)
