"""Registers the app with Django."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews: the pages of supervisors."""

    name = "competence_app.reviews"
    default_auto_field = "django.db.models.BigAutoField"
