"""Registers the room core with Django."""

from django.apps import AppConfig


class Core(AppConfig):
    """Who and where, who may, who did, in what words."""

    name = "safeguarding.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
