"""What was announced of the end of versions: until when somebody starts on one, from when it is retired, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate

from competence_app.catalogue.models.frameworks import Framework
from competence_app.catalogue.rules.retiring import Ending, RetiringTerm


class Retirement(models.Model):
    """One announcement that a version goes out of use; the version says which of its own stands (``retirement``)."""

    version = models.ForeignKey("catalogue.Version", models.PROTECT, related_name="announcements")
    last_start = models.DateField("the last day on which somebody can start")
    retires_on = models.DateField("the day from which it is retired")
    reason = models.TextField()
    successor = models.ForeignKey(
        Framework, models.PROTECT, null=True, related_name="+", help_text="the framework that takes its place"
    )
    announced_at = models.DateTimeField(default=timezone.now)
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_off_at = models.DateTimeField(null=True, help_text="or when another took its place")
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("announced_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(retires_on__gt=models.F("last_start")), name="retired_after_the_last_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.last_start} {self.retires_on}"

    def says_as(self, other: "Retirement") -> bool:
        """Tell whether both say the same, be it of two versions."""
        return all(getattr(self, name) == getattr(other, name) for name in ("last_start", "retires_on", "reason"))

    @property
    def ending(self) -> Ending:
        """How it stands today."""
        return RetiringTerm(self.last_start, self.retires_on).on(localdate())
