"""A supervisor's people, and what they have shown."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.answers import Voice
from competence_app.catalogue.models import Version
from competence_app.people.models import User
from tests.factories import UserFactory, answer, finished, put, supervise
from tests.ui.html import Element, read

SAID: dict[str, Any] = {"K1": 1, "K2": "no", "D1": 4}


def nurse_of(supervisor: User, name: str = "", **fields: Any) -> User:
    """Return a new nurse whom the supervisor supervises."""
    nurse = UserFactory.create(**({"full_name": name} if name else {}), **fields)
    supervise(nurse, supervisor)
    return nurse


def shown(
    nurse: User, supervisor: User, version: Version, said: Mapping[str, Any] = SAID, *, state: str = "agreed"
) -> Assessment:
    """Store what the nurse answered in a state, with what was agreed: the same."""
    one = put(finished(nurse, said, version=version), state, supervisor)
    return answer(one, said, voice=Voice.AGREED) if state == "agreed" else one


def rows(response: HttpResponse) -> dict[str, list[str]]:
    """Return what is seen in the cells of the matrix, by the person's name."""
    body = read(response.content.decode(), languages=True).all("tbody")[0]
    return {row.all("a")[0].words(): [seen(cell) for cell in row.all("td")] for row in body.all("tr")}


def seen(element: Element) -> str:
    """Return the text without what is heard alone."""
    inner = (seen(child) for child in element.children if child.tag != "span")
    return " ".join(" ".join([element.text, *inner]).split())
