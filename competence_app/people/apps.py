"""Registers the app with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, teams and supervision: who may see whom."""

    name = "competence_app.people"
    default_auto_field = "django.db.models.BigAutoField"
