"""Registers the room collect with Django."""

from django.apps import AppConfig

from safeguarding.kit.rooms import wake


class Collect(AppConfig):
    """What we are told."""

    name = "safeguarding.collect"
    label = "collect"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let formats, jobs and listeners register themselves, so that a file and what is recorded find theirs."""
        from safeguarding.collect.returns.formats import figures, training  # noqa: F401

        wake(self.name)
