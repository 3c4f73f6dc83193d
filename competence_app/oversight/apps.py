"""Registers the app with Django."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The whole record of who did or saw what, as auditors read it."""

    name = "competence_app.oversight"
    default_auto_field = "django.db.models.BigAutoField"
