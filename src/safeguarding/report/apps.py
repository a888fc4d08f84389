"""Registers the room report with Django."""

from django.apps import AppConfig

from safeguarding.kit.rooms import wake


class Report(AppConfig):
    """What we tell others."""

    name = "safeguarding.report"
    label = "report"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the jobs and listeners of every topic, so that what is recorded finds who listens."""
        wake(self.name)
