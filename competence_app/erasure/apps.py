"""Registers the app with Django."""

from django.apps import AppConfig


class ErasureConfig(AppConfig):
    """Erasing one person who has left."""

    name = "competence_app.erasure"
