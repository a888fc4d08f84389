"""Registers the room act with Django."""

from django.apps import AppConfig


class Act(AppConfig):
    """What we do about it."""

    name = "safeguarding.act"
    label = "act"
    default_auto_field = "django.db.models.BigAutoField"
