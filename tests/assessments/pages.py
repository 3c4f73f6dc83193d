"""What a browser sends from a rating page, and what it finds on one."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from competence_app.assessments.models import Assessment
from tests.ui.html import read

FIELDS = re.compile(r'name="([A-Z]\d+-(?:base|answer|reason|note|former|still-true))"([^>]*)>([^<]*)')


def page(assessment: Assessment, domain: str = "knowing") -> str:
    """Return the address of a rating page."""
    return reverse("rate", args=[assessment.pk, domain])


def open_page(client: Client, address: str) -> dict[str, str]:
    """Open a rating page; return the fields as its form would send them back untouched."""
    return sent_by(client.get(address).content.decode())


def sent_by(html: str) -> dict[str, str]:
    """Return what the form on a rating page would send."""
    fields = {}
    for name, attributes, text in FIELDS.findall(html):
        value = re.search(r'value="([^"]*)"', attributes)
        if 'type="radio"' not in attributes:
            fields[name] = value[1] if value else text.strip()
        elif "checked" in attributes and value:
            fields[name] = value[1]
    return fields


def save(client: Client, address: str, fields: dict[str, str], then: str = "continue", **changes: str) -> Any:
    """Send a rating page with some of its fields changed: ``K1_answer="3"``."""
    changed = {name.replace("_", "-"): value for name, value in changes.items()}
    return client.post(address, fields | changed | {"then": then})


def meanings(response: Any) -> dict[str, dict[str, str]]:
    """Return of each competence on a rating page its answers, each with what describes its radio button."""
    page = read(response.content.decode())
    told = {element.attrs["id"]: element.words() for element in page.all() if "id" in element.attrs}
    labels = {label.attrs["for"]: label.words() for label in page.all("label")}
    found: dict[str, dict[str, str]] = {}
    for radio in (one for one in page.all("input") if one.attrs.get("type") == "radio"):
        described = told[radio.attrs["aria-describedby"]] if "aria-describedby" in radio.attrs else ""
        found.setdefault(str(radio.attrs["name"]).removesuffix("-answer"), {})[labels[radio.attrs["id"]]] = described
    return found
