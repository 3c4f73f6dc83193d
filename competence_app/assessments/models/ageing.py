"""Until when what an assessment says of somebody holds."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import models
from django.utils import timezone

from competence_app.assessments.rules import due
from competence_app.catalogue.models import Framework
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.fields import FOREVER


def start_of_day(day: date) -> datetime:
    """Return the moment at which a day begins, where the app is."""
    return timezone.make_aware(datetime.combine(day, time.min))


class Ageing(models.Model):
    """What is too old of an assessment: ratings hold for months, which the version says, or else the framework."""

    agreed_at: datetime | None
    version_id: int
    framework: Framework

    class Meta:
        abstract = True

    def stale_before(self, months: int) -> datetime | None:
        """Return the moment before which a rating of it is stale today, where ratings hold so many ``months``.

        None where none is, since both agreed it later.
        """
        before = start_of_day(due.first_in_time(timezone.localdate(), months))
        return None if self.agreed_at and self.agreed_at >= before else before

    def stale(self, given: Mapping[str, datetime]) -> dict[str, int]:
        """Return what of the ratings, ``given`` then, holds no longer today: by code for how many months it held."""
        held = {code: months for code in given if (months := self._months_held(code))}
        before = {months: self.stale_before(months) for months in {*held.values()}}
        ends = ((code, before[months]) for code, months in held.items())
        return {code: held[code] for code, end in ends if end and given[code] < end}

    @property
    def first_stale(self) -> datetime | None:
        """The moment before which any rating of it may be stale today; None where none is."""
        held = {months for code in content_of(self.version_id).validity if (months := self._months_held(code))}
        return max(filter(None, map(self.stale_before, held)), default=None)

    def _months_held(self, code: str) -> int | None:
        """Return for how many months a rating of a statement holds; None: forever."""
        months = content_of(self.version_id).validity[code] or self.framework.interval
        return None if months == FOREVER else months
