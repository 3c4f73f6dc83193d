"""Registers the app with Django."""

from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    """Revising a framework: upload, preview, publish."""

    name = "competence_app.revisions"
    default_auto_field = "django.db.models.BigAutoField"
