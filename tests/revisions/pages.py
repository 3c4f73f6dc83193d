"""A draft's pages as a browser has them: what a form sends untouched, with what somebody changes."""

from typing import Any

from django.test import Client
from django.urls import reverse

from competence_app.catalogue.models import Version
from competence_app.catalogue.queries import content_of
from competence_app.catalogue.rules.schema import Content
from tests.ui.asked import forms


def at(name: str, draft: Version, *also: str) -> str:
    """Return the address of a page of the draft."""
    return reverse(name, args=[draft.framework.code, draft.pk, *also])


def untouched(client: Client, address: str, field: str) -> dict[str, str]:
    """Return what the form of a page sends that has this field, as it is."""
    found = forms(client.get(address).content.decode())
    [form] = [one for one in found if field in one.fields]
    sent = {name: values for name, values in form.untouched().items() if name not in dict(form.buttons)}
    return {name: values[0] for name, values in sent.items() if values}


def send(client: Client, address: str, field: str, **changes: str) -> Any:
    """Send the form of a page that has this field, with ``changes`` by their boxes' names, “__” for “/”."""
    changed = {name.replace("__", "/"): value for name, value in changes.items()}
    return client.post(address, untouched(client, address, field) | changed)


def said_by(draft: Version) -> Content:
    """Return what the draft says now."""
    return content_of(draft.pk)
