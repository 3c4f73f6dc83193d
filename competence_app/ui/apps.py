"""Registers the app with Django."""

from importlib import import_module

from django.apps import AppConfig

from competence_app.ui import lookups


class UiConfig(AppConfig):
    """How pages are made: template tags, crispy layout objects and widgets."""

    name = "competence_app.ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make queries safe from numbers that no column holds, and register the checks."""
        lookups.register()
        import_module("competence_app.ui.checks")
