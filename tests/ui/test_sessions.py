"""Sessions, which signing in writes once."""

from importlib import import_module

import pytest
from django.conf import settings

from competence_app.accounts.models import Session

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore


@pytest.mark.parametrize("is_stored", [True, False])
def test_a_session_goes_on_under_another_key(db, is_stored):
    session = SessionStore()
    session["kept"] = "this"
    if is_stored:
        session.save()
    former = session.session_key

    session.cycle_key()
    session.save()

    assert session.session_key != former
    assert len(session.session_key) == 32
    assert SessionStore(session.session_key)["kept"] == "this"
    assert Session.objects.count() == 1


def test_the_key_of_before_opens_nothing_from_then_on(db):
    session = SessionStore()
    session["kept"] = "this"
    session.save()
    former = session.session_key

    session.cycle_key()

    assert not SessionStore().exists(former)
    assert session.modified
