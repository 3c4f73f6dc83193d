"""The actions that practitioners plan."""

from typing import Self

from django.conf import settings
from django.db import models

from competence_app.assessments.models.rating import ANSWER_MAX_LENGTH
from competence_app.assessments.rules.answers import fingerprint_of
from competence_app.catalogue.models import Competence
from competence_app.people.models import User


class PlannedActionQuerySet(models.QuerySet["PlannedAction"]):
    """Questions about many planned actions."""

    def visible_to(self, user: User) -> Self:
        """Keep what ``user`` may see: their own."""
        return self.filter(practitioner=user)


class PlannedAction(models.Model):
    """One thing that a practitioner plans to do about a competence."""

    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="planned_actions")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+")
    text = models.TextField("what I will do", max_length=ANSWER_MAX_LENGTH)
    due_on = models.DateField("by when", null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="the supervisor whose words these are; none: the practitioner's own",
    )

    objects = PlannedActionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text

    @property
    def fingerprint(self) -> str:
        """What differs whenever the plan does: see ``Answer.fingerprint``."""
        return fingerprint_of(self.text, self.due_on)
