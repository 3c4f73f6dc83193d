"""Registers the app with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The organisation's directory of staff, which says who joins, moves and leaves."""

    name = "competence_app.directory"
    default_auto_field = "django.db.models.BigAutoField"
