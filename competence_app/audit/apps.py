"""Registers the app with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only record of who did or saw what."""

    name = "competence_app.audit"
    default_auto_field = "django.db.models.BigAutoField"
