"""People are told what they must know: on their home page, and by e-mail."""

import logging

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from competence_app.people.actions import deliver, tell
from competence_app.people.models import Notice, User
from tests.factories import UserFactory


class DownBackend(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages):  # noqa: ARG002 - Django's
        """Refuse."""
        raise ConnectionRefusedError


@pytest.fixture
def nurse(db) -> User:
    """A nurse with a name that HTML would escape."""
    return UserFactory.create(full_name="Aoife O'Brien", email="aoife@example.org")


@pytest.fixture
def mail_is_down(settings) -> None:
    """No e-mail can be sent."""
    settings.EMAIL_BACKEND = f"{__name__}.DownBackend"


def test_telling_somebody_stores_a_notice_and_sends_it_once_the_transaction_is_kept(
    nurse, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://ratings.example.org"

    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(nurse, "A\nsubject", "Pat O'Neil accepted.", path="/supervisors/")
        assert mail.outbox == []

    [message] = mail.outbox
    assert (message.to, message.subject) == (["aoife@example.org"], "A subject")
    assert str(message.body).splitlines()[:5] == [
        "Hello Aoife,", "", "Pat O'Neil accepted.", "", "https://ratings.example.org/supervisors/",
    ]  # fmt: skip
    assert "how anybody rated themselves" in message.body
    notice.refresh_from_db()
    assert notice.emailed_at is not None
    assert list(Notice.objects.for_(nurse)) == [notice]


def test_a_mail_server_that_fails_keeps_the_notice_to_be_sent_again(
    nurse, mail_is_down, settings, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), caplog.at_level(logging.ERROR):
        notice = tell(nurse, "Subject", "Text.", path="/")

    assert "was not sent" in caplog.text
    assert list(Notice.objects.unsent()) == list(Notice.objects.for_(nurse)) == [notice]

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (deliver(notice), deliver(notice)) == (True, False)
    assert [message.to for message in mail.outbox] == [["aoife@example.org"]]
    assert not Notice.objects.unsent().exists()


def test_a_closed_account_gets_no_email(nurse, django_capture_on_commit_callbacks):
    User.objects.filter(pk=nurse.pk).update(is_active=False)

    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(nurse, "Subject", "Text.", path="/")

    notice.refresh_from_db()
    assert (mail.outbox, notice.emailed_at) == ([], None)
