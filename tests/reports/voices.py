"""Assessments with more than one voice, and what was looked at."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Voice
from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.factories import answer, finished, put

OWN: dict[str, Any] = {"K1": 1, "K2": 3, "D1": 4}
THEIRS: dict[str, Any] = {"K1": 2, "K2": 3, "D1": "not observed"}
AGREED: dict[str, Any] = {"K1": 3, "K2": 3, "D1": "not observed"}


def spoken(
    nurse: User,
    state: str,
    by: User | None,
    own: Mapping[str, Any] = OWN,
    theirs: Mapping[str, Any] = THEIRS,
    **fields: Any,
) -> Assessment:
    """Store an assessment in a state with every voice's answers, also those that nobody may read yet."""
    assessment = answer(finished(nurse, own, **fields), theirs, voice=Voice.SUPERVISOR)
    answer(assessment, {code: AGREED.get(code, 3) for code in own}, voice=Voice.AGREED)
    return put(assessment, state, by)


def looks(by: User, about: User) -> list[tuple[str, str]]:
    """Return what the audit record says that ``by`` did, and to what, about ``about``, the latest first."""
    return list(Entry.objects.filter(by=by, about=about).values_list("verb", "what"))


def columns(response: HttpResponse) -> list[str]:
    """Return who speaks in the table beside the dots, and what is expected: it is drawn once, and kept."""
    return re.findall('<th scope="col">(.*?)</th>', response.content.decode())[1:]
