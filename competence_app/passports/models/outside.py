"""Passports that were made elsewhere, as their owners brought them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from competence_app.people.models import User


class OutsideRecordQuerySet(models.QuerySet["OutsideRecord"]):
    """Questions about many records."""

    def visible_to(self, user: User) -> Self:
        """Keep what ``user`` may see: their own."""
        return self.filter(owner=user)


class OutsideRecord(models.Model):
    """One passport from elsewhere, for its owner's eyes alone: never a rating, and checked anew whenever it is read."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="outside_records")
    token = models.TextField(help_text="the passport itself, as it was brought")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the token")
    added_at = models.DateTimeField(default=timezone.now)

    objects = OutsideRecordQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("owner", "digest"), name="one_outside_record_of_a_passport"),)

    def __str__(self) -> str:
        return f"Record from elsewhere {self.pk}"
