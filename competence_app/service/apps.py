"""Registers the app with Django."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    """The installation itself."""

    name = "competence_app.service"
    default_auto_field = "django.db.models.BigAutoField"
