"""Registers the room collect with Django."""

from django.apps import AppConfig


class Collect(AppConfig):
    """What we are told."""

    name = "safeguarding.collect"
    label = "collect"
    default_auto_field = "django.db.models.BigAutoField"
