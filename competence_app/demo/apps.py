"""Registers the app with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A named cast for the demo, the README and its pictures."""

    name = "competence_app.demo"
    default_auto_field = "django.db.models.BigAutoField"
