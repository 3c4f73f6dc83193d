"""Passports that were made here."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment
from competence_app.people.models import User


class PassportQuerySet(models.QuerySet["Passport"]):
    """Questions about many passports."""

    def visible_to(self, user: User) -> Self:
        """Keep what ``user`` may see: their own."""
        return self.filter(owner=user)

    def valid(self) -> Self:
        """Keep those that their owner has not revoked."""
        return self.filter(revoked_at=None)

    def revoked(self) -> Self:
        """Keep those that their owner has revoked, in an order that tells nothing of when or by whom."""
        return self.exclude(revoked_at=None).order_by("uuid")


class Passport(models.Model):
    """One signed record of an agreed assessment, which nobody but its owner makes, reads here or revokes."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="passports")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="passports")
    uuid = models.UUIDField(unique=True, default=uuid4, help_text="what it is called in its token")
    token = models.TextField(help_text="the passport itself, as it was signed")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the token")
    key_id = models.CharField(max_length=500, help_text="the address of the key that signed it")
    issued_at = models.DateTimeField()
    expires_on = models.DateField(help_text="the last day on which it holds")
    revoked_at = models.DateTimeField(null=True)

    objects = PassportQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("assessment",), condition=models.Q(revoked_at=None), name="one_passport_that_holds"
            ),
        )

    def __str__(self) -> str:
        return f"Passport {self.uuid}"

    @property
    def has_expired(self) -> bool:
        """Whether its last day is over."""
        return self.expires_on < localdate()
