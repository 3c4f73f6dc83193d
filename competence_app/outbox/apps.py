"""Registers the app with Django."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """E-mails that are to be sent, and whether they were."""

    name = "competence_app.outbox"
    default_auto_field = "django.db.models.BigAutoField"
