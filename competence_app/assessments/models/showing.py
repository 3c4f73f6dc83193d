"""To whom answers were shown: rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from competence_app.assessments.models.assessment import Assessment

# The moves that show somebody what they had not seen.
SHOWING = ("reveal", "hand over", "share")


class Showing(models.Model):
    """One assessment whose answers one person got to read besides its practitioner, since when and by which move.

    It stays when they may read them no longer: what was read is known. The database keeps it as it is.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="showings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    move = models.CharField(max_length=9, choices=[(move, move.capitalize()) for move in SHOWING])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "reader"), name="one_showing_a_reader"),
            models.CheckConstraint(condition=models.Q(move__in=SHOWING), name="shown_by_a_move"),
        )

    def __str__(self) -> str:
        return f"{self.assessment_id} to {self.reader_id}, {self.since:%d %B %Y}"
