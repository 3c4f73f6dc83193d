"""Registers the app with Django."""

from importlib import import_module

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """E-mails that are to be sent, and whether they were."""

    name = "competence_app.outbox"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Emails"

    def ready(self) -> None:
        """Register the checks."""
        import_module("competence_app.outbox.checks")
