"""Registers the app with Django."""

from importlib import import_module

from django.apps import AppConfig


class PassportsConfig(AppConfig):
    """Signed records of agreed assessments, which their owners take along."""

    name = "competence_app.passports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks."""
        import_module("competence_app.passports.checks")
