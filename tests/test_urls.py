"""Rules that hold at every address but for who gets in, which tests/permissions.py says."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from competence_app.catalogue.formats.registry import FORMATS
from tests.factories import UserFactory, draft_of, small_framework


@pytest.mark.parametrize("page", ["", "{pk}/", *(f"{{pk}}/{key}/" for key in FORMATS)])
def test_a_draft_is_there_for_editors_alone(client, db, page):
    draft = draft_of(small_framework())
    address = reverse("framework", args=["listening"]) + page.format(pk=draft.pk)
    client.force_login(UserFactory.create())

    assert client.get(address).status_code == HTTPStatus.NOT_FOUND

    client.force_login(draft.created_by)
    assert client.get(address).status_code == HTTPStatus.OK


@pytest.mark.parametrize("name", ["sign-in", "home"])
def test_pages_forbid_being_kept_and_scripts_of_others(client, db, name):
    if name != "sign-in":
        client.force_login(UserFactory.create())

    headers = client.get(reverse(name)).headers

    assert "no-store" in headers["Cache-Control"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_pages_travel_compressed(client, db):
    client.force_login(UserFactory.create())

    assert client.get(reverse("home"), headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
