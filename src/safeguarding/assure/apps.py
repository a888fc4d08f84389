"""Registers the room assure with Django."""

from django.apps import AppConfig


class Assure(AppConfig):
    """What we conclude."""

    name = "safeguarding.assure"
    label = "assure"
    default_auto_field = "django.db.models.BigAutoField"
