"""Registers the app with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What ratings say: profiles and their pictures."""

    name = "competence_app.reports"
    default_auto_field = "django.db.models.BigAutoField"
