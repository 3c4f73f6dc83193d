"""Assessments counted together, so that nobody's can be told."""

from typing import Any, Self

from django.db import models
from django.utils import timezone

from competence_app.assessments.answers import Voice
from competence_app.assessments.models.assessment import Assessment
from competence_app.catalogue.models import Version
from competence_app.people.models import Team, User


class BatchQuerySet(models.QuerySet["Batch"]):
    """Questions about many batches."""

    def visible_to(self, user: User) -> Self:
        """Keep those of the teams that ``user`` leads."""
        return self.filter(team__in=Team.objects.led_by(user))


class Batch(models.Model):
    """The answers of one voice in a team's assessments of one version, counted together once and for all.

    ``counts`` has, by a competence's code, how many gave each choice. What happens to the assessments afterwards
    changes nothing here: a number that changed would tell whose answer did.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="batches")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=[(voice, voice.capitalize()) for voice in Voice])
    closed_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField()
    assessments: "models.ManyToManyField[Assessment, Any]" = models.ManyToManyField(Assessment, related_name="batches")

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ("-closed_at", "-pk")
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"{self.team}, {self.voice}, {self.closed_at:%d %B %Y}"
