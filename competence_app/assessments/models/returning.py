"""What supervisors say when they return an assessment."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from competence_app.assessments.models.assessment import COMMENT_MAX_LENGTH, Assessment
from competence_app.catalogue.models import Competence


class Return(models.Model):
    """One return of an assessment to its practitioner, with the comment that says why."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="returns")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    comment = models.TextField(max_length=COMMENT_MAX_LENGTH)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.CheckConstraint(condition=~models.Q(comment=""), name="a_return_says_why"),)

    def __str__(self) -> str:
        return f"{self.assessment}, returned by {self.by}"

    def remarks_by_code(self) -> dict[str, str]:
        """Return what it says about single competences, by their codes, in one query."""
        return dict(self.remarks.values_list("competence__code", "text"))


class Remark(models.Model):
    """What a return says about one competence."""

    part_of = models.ForeignKey(Return, models.CASCADE, related_name="remarks")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="+")
    text = models.TextField(max_length=COMMENT_MAX_LENGTH)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("part_of", "competence"), name="one_remark_per_competence"),)

    def __str__(self) -> str:
        return self.text


def last_return(assessment: Assessment) -> Return | None:
    """Return how it came back the last time, with who returned it; None where it never did or was sent since.

    A draft that was moved to a newer version takes along what was said of it.
    """
    moved = assessment.previous if assessment.previous and assessment.previous.is_superseded else None
    last = moved if moved and not assessment.supervisor_id else assessment
    return last.returns.select_related("by").first() if last.supervisor_id and not last.is_sent else None
