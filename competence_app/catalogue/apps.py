"""Registers the app with Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """What is assessed: frameworks, their versions and their texts."""

    name = "competence_app.catalogue"
    default_auto_field = "django.db.models.BigAutoField"
