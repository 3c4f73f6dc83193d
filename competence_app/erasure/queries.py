"""What a page about erasing somebody reads."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localdate

from competence_app.erasure import wording
from competence_app.erasure.rules.standing import LeaverStanding
from competence_app.people.models import User


def leaver_standing(person: User) -> LeaverStanding:
    """Return how things stand with somebody."""
    supervision = person.supervised_by.not_over() | person.supervises.not_over()
    closed_on = localdate(person.closed_at) if person.closed_at else None
    return LeaverStanding(person.is_active, supervision.exists(), closed_on, person.restrictions.in_force().exists())


def refusal_in_words(person: User) -> str:
    """Say what is against erasing somebody today; empty where nothing is."""
    standing, today, days = leaver_standing(person), localdate(), settings.ERASE_AFTER_DAYS
    refusal = standing.refusal(today, days)
    first = date_format(standing.first_day(today, days), wording.DAY)
    return wording.REFUSALS[refusal].format(days=days, first=first) if refusal else ""
