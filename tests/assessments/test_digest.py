"""Once a week, supervisors who want it are told what waits and how many are due, without a name or a rating."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from competence_app.assessments.models import Assessment
from competence_app.outbox.models import Mail
from competence_app.people.models import User
from tests.factories import UserFactory, finished, publish, put, supervise
from tests.post import delivered

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.get_default_timezone())
SUBJECT = "Your week as a supervisor"


@pytest.fixture(autouse=True)
def _on_the_day(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def lee(db):
    """A supervisor who wants the summary."""
    return UserFactory.create(wants_digest=True)


def of(supervisor: User, state: str, *, days: int = 0) -> Assessment:
    """Store an assessment in a state, agreed so many days ago where it is, of somebody of theirs."""
    person = UserFactory.create()
    supervise(person, supervisor)
    one = put(finished(person, {"K1": 1, "K2": 1, "D1": 1}, version=publish()), state, supervisor)
    if days:
        Assessment.objects.filter(pk=one.pk).update(agreed_at=NOON - timedelta(days))
    return one


def run() -> str:
    """Run the daily command and return what it says; other e-mails are put away."""
    out = StringIO()
    Mail.objects.exclude(subject=SUBJECT).delete()
    call_command("send_reminders", stdout=out)
    Mail.objects.exclude(subject=SUBJECT).delete()
    return out.getvalue()


def test_a_supervisor_who_wants_it_reads_numbers_alone(lee, settings):
    settings.SITE_URL = "https://ratings.example.org"
    waits = of(lee, "submitted")
    of(lee, "agreed", days=400)
    of(lee, "agreed", days=400)
    of(lee, "agreed", days=350)

    assert "1 person sent the week's summary." in run()

    [message] = delivered()
    assert (message.to, message.subject) == ([lee.email], SUBJECT)
    body = str(message.body)
    assert "1 assessment waits for you.\n2 next assessments are overdue.\n1 next assessment is due soon.\n" in body
    assert "https://ratings.example.org/supervision/" in body
    assert str(waits.practitioner) not in body


@pytest.mark.parametrize(("days", "comes"), [(0, False), (6, False), (7, True)])
def test_it_comes_once_a_week(lee, time_machine, days, comes):
    of(lee, "submitted")
    assert "1 person sent the week's summary." in run()
    Mail.objects.all().delete()
    time_machine.shift(timedelta(days))

    assert ("1 person sent the week's summary." in run()) is comes


def test_nothing_is_sent_where_there_is_nothing_to_say(lee):
    of(lee, "agreed", days=10)

    assert "summary" not in run()
    assert User.objects.get(pk=lee.pk).digest_on is None


@pytest.mark.parametrize("fields", [{"wants_digest": False}, {"wants_digest": True, "is_active": False}])
def test_nobody_else_is_told(db, fields):
    of(UserFactory.create(**fields), "submitted")

    run()

    assert delivered() == []


def test_only_supervisors_are_asked_and_may_change_their_mind(client, lee):
    account = reverse("account")
    client.force_login(lee)
    assert 'name="wants_digest"' not in client.get(account).content.decode()
    of(lee, "submitted")

    assert 'name="wants_digest"' in client.get(account).content.decode()
    client.post(account, {"full_name": lee.full_name, "scheme": ""})

    assert not User.objects.get(pk=lee.pk).wants_digest
