"""Whose data are kept for a time, and not used."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

REASON_MAX_LENGTH = 200


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    """Questions about many restrictions."""

    def in_force(self) -> Self:
        """Keep those that hold today."""
        return self.filter(models.Q(lifted_from=None) | models.Q(lifted_from__gt=timezone.localdate()))

    def people(self) -> "models.QuerySet[Restriction, Any]":
        """Return the keys of whose they are."""
        return self.values("person")

    def about(self, column: str) -> models.Exists:
        """Return whether one is about the person in this ``column``, to be asked with others."""
        return models.Exists(self.filter(person=models.OuterRef(column)))

    def with_people(self) -> Self:
        """Fetch who recorded each, and who set its end."""
        return self.select_related("recorded_by", "ended_by")


class Restriction(models.Model):
    """One time in which what is held about a person is kept, and not used (UK GDPR, article 18)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="restrictions")
    asked_on = models.DateField(default=timezone.localdate, help_text="the day on which the person asked for it")
    reason = models.CharField(max_length=REASON_MAX_LENGTH, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    lifted_from = models.DateField(null=True, help_text="the first day on which it holds no more")
    why_lifted = models.CharField(max_length=REASON_MAX_LENGTH, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="when its end was set")

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(lifted_from=None),
                name="one_restriction_without_an_end",
                violation_error_message="What is held about them is kept and not used already.",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_from=None, ended_by=None, ended_at=None, why_lifted="")
                | models.Q(lifted_from__isnull=False, ended_by__isnull=False, ended_at__isnull=False),
                name="whoever_ends_a_restriction_is_known",
                violation_error_message="An end has a day, and somebody who set it at some time.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, since {self.recorded_at:%d %B %Y}"

    @property
    def is_own(self) -> bool:
        """Whether its person asked for it here, without anybody in between."""
        return self.recorded_by_id == self.person_id
