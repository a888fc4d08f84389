"""Registers the room report with Django."""

from django.apps import AppConfig


class Report(AppConfig):
    """What we tell others."""

    name = "safeguarding.report"
    label = "report"
    default_auto_field = "django.db.models.BigAutoField"
