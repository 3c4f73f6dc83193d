"""What supervisors do on the pages of reviews."""

import re
from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.urls import reverse

from competence_app.assessments.models import Assessment, answers
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.assessments.pages import open_page
from tests.factories import answer, put

ALIKE: dict[str, Any] = {"K1": 3, "K2": 2, "D1": 4}  # what the nurse of the fixtures says


def rating_page(assessment: Assessment, domain: str = "knowing") -> str:
    """Return the address of a supervisor's rating page."""
    return reverse("review-rate", args=[assessment.pk, domain])


def address(name: str, assessment: Assessment) -> str:
    """Return an address about one assessment."""
    return reverse(name, args=[assessment.pk])


def said(assessment: Assessment, voice: Voice) -> dict[str, Answer]:
    """Return what one voice says, by code."""
    return answers(assessment.ratings.by_code(voice))


def rated(assessment: Assessment, ratings: Mapping[str, Any] = ALIKE) -> Assessment:
    """Store the supervisor's ratings of a sent assessment."""
    return answer(assessment, ratings, voice=Voice.SUPERVISOR)


def revealed(assessment: Assessment, ratings: Mapping[str, Any] = ALIKE) -> Assessment:
    """Store the supervisor's ratings of a sent assessment, and reveal it."""
    return put(rated(assessment, ratings), "reviewed")


def agreeing(client: Client, assessment: Assessment, then: str = "agree", **changes: str) -> Any:
    """Send the page on which levels are agreed with some of its fields changed: ``K1_answer="3"``."""
    page = address("agree", assessment)
    changed = {name.replace("_", "-"): value for name, value in changes.items()}
    return client.post(page, open_page(client, page) | changed | {"then": then})


def bare(response: Any) -> str:
    """Return a page without what differs from one look to the next."""
    html: str = response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def deeds(by: User, about: User) -> list[str]:
    """Return what the audit record says that ``by`` did about ``about``, the latest first."""
    return list(Entry.objects.filter(by=by, about=about).values_list("verb", flat=True))
