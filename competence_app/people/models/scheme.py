"""In which colours pages are shown."""

from django.db import models


class Scheme(models.TextChoices):
    """In which colours pages are shown."""

    DEVICE = "", "As the device"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"
