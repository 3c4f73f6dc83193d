"""Registers the app with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """How pages are made: template tags, crispy layout objects and widgets."""

    name = "competence_app.ui"
    default_auto_field = "django.db.models.BigAutoField"
