"""Who supervises whom."""

from typing import Self

from django.db import models
from django.utils import timezone

from competence_app.people.models.user import User


class SupervisionQuerySet(models.QuerySet["Supervision"]):
    """Questions about many supervisions."""

    def current(self) -> Self:
        """Keep those that have begun and whose last day is not over."""
        today = timezone.localdate()
        return self.filter(started_on__lte=today).filter(models.Q(ended_on=None) | models.Q(ended_on__gte=today))


class Supervision(models.Model):
    """One person supervising another, for a time."""

    practitioner = models.ForeignKey(User, models.CASCADE, related_name="supervised_by")
    supervisor = models.ForeignKey(User, models.CASCADE, related_name="supervises")
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(practitioner=models.F("supervisor")),
                name="nobody_supervises_themselves",
                violation_error_message="Nobody supervises themselves: choose two people.",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="supervision_ends_after_its_start",
                violation_error_message="The end must not come before the start.",
            ),
            models.UniqueConstraint(
                fields=("practitioner", "supervisor"),
                condition=models.Q(ended_on=None),
                name="one_current_supervision_per_pair",
                violation_error_message="This person supervises them already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.supervisor} supervises {self.practitioner}"
