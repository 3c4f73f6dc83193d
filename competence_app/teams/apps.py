"""Registers the app with Django."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """What many people's ratings say: counts that tell of nobody."""

    name = "competence_app.teams"
    default_auto_field = "django.db.models.BigAutoField"
