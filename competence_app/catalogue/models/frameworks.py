"""Frameworks: each a lasting identity, whatever its texts say."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from competence_app.catalogue.models.versions import Version

LONGEST_INTERVAL = 120  # months


class Framework(models.Model):
    """One lasting identity, such as ``therapeutic-relationship``; its texts are its versions."""

    code = models.CharField(max_length=64, unique=True)
    interval_months = models.PositiveSmallIntegerField(
        "months between assessments", null=True, help_text="empty: as the settings say"
    )

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(interval_months__range=(1, LONGEST_INTERVAL)), name="interval_up_to_ten_years"
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def name_on_record(self) -> str:
        """What the record calls it."""
        return self.code

    def titled(self) -> "Version | None":
        """Return the current version, of which a page says but the title."""
        return self.versions.current().only("title", "language").first()

    @property
    def interval(self) -> int:
        """How many months after an agreed assessment the next one is due, and for how many a rating holds."""
        return self.interval_months or settings.INTERVAL_MONTHS
