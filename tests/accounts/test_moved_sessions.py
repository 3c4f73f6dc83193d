"""Sessions from before the app had a table of its own for them."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as Former
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from competence_app.accounts.models import Session
from tests.factories import UserFactory

ACCOUNT = reverse("account")

pytestmark = pytest.mark.django_db


def test_nobody_is_signed_out_by_a_new_version(client):
    nurse = UserFactory.create()
    client.force_login(nurse)
    [kept] = Session.objects.values("session_key", "session_data", "expire_date")
    Session.objects.all().delete()
    assertRedirects(client.get(ACCOUNT), f"{reverse('sign-in')}?next={ACCOUNT}")
    Former.objects.create(**kept)
    begun(person=nurse.pk + 1)  # who has gone since
    begun(whatever="nobody signed in")
    Former.objects.create(session_key="over", session_data="", expire_date=timezone.now() - timedelta(seconds=1))

    import_module("competence_app.accounts.migrations.0002_sessions").move(apps, connection.schema_editor())

    client.cookies["sessionid"] = kept["session_key"]
    assert client.get(ACCOUNT).context["user"] == nurse
    assert sorted(Session.objects.values_list("person", flat=True), key=bool) == [None, None, nurse.pk]
    assert not Former.objects.exists()


def begun(person: int | None = None, **data: object) -> None:
    """Begin a session in Django's own table."""
    session = SessionStore()
    session.update(data if person is None else {SESSION_KEY: str(person)})
    session.save()
