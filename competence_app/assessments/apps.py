"""Registers the app with Django."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """The act of assessing: ratings, their life and what is planned from them."""

    name = "competence_app.assessments"
    default_auto_field = "django.db.models.BigAutoField"
