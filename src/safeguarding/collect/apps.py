"""Registers the room collect with Django."""

from django.apps import AppConfig


class Collect(AppConfig):
    """What we are told."""

    name = "safeguarding.collect"
    label = "collect"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let each format of a file register itself."""
        from safeguarding.collect.returns.formats import figures, training  # noqa: F401
