"""Registers the app with Django."""

from django.apps import AppConfig


class PassportsConfig(AppConfig):
    """Signed records of agreed assessments, which their owners take along."""

    name = "competence_app.passports"
    default_auto_field = "django.db.models.BigAutoField"
