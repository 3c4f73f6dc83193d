"""Reminders that were sent."""

from django.db import models
from django.utils import timezone

from competence_app.assessments.models.assessment import Assessment
from competence_app.assessments.rules.due import ReminderKind
from competence_app.people.models import User


class Reminder(models.Model):
    """One person reminded of one assessment: of one to renew, or of one that waits for them."""

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=[(kind.value, kind.capitalize()) for kind in ReminderKind])
    sent_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "person", "kind", "sent_on"), name="one_reminder_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.kind}, {self.sent_on:%d %B %Y}"
