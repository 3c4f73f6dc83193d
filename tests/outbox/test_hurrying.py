"""A mail server that says a word now and then does not hold up the e-mails behind."""

import signal
import time
from threading import Thread
from urllib.parse import urlsplit

import pytest

from competence_app.outbox.actions import hurrying, send_next, sending, write_mail
from competence_app.outbox.models import Mail
from competence_app.outbox.rules.status import MailStatus
from scripts.faults.mail import Dripping, Taking, server_of
from tests.factories import UserFactory


def test_what_takes_too_long_is_ended_and_what_was_there_before_is_put_back():
    before = signal.getsignal(signal.SIGALRM)
    begun = time.monotonic()

    with pytest.raises(TimeoutError), hurrying.at_most(0.1):
        time.sleep(30)

    assert time.monotonic() - begun < 20
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_what_is_quick_is_left_alone():
    with hurrying.at_most(0.1):
        pass

    time.sleep(0.2)  # nothing rings


def test_in_another_thread_nothing_has_an_end():
    ended: list[bool] = []

    def act() -> None:
        with hurrying.at_most(0.01):
            time.sleep(0.1)
        ended.append(True)

    thread = Thread(target=act)
    thread.start()
    thread.join()

    assert ended == [True]


@pytest.mark.django_db(transaction=True)
def test_an_email_is_put_off_where_the_server_drips_and_goes_out_where_it_takes(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(sending, "MOST", 0.5)
    mail = write_mail(Mail.Kind.NOTICE, UserFactory.create().email, "A subject", "A text")

    with server_of(Dripping) as address:
        settings.EMAIL_HOST, settings.EMAIL_PORT = _place(address)
        begun = time.monotonic()
        send_next()
        took = time.monotonic() - begun
    mail.refresh_from_db()
    put_off = mail.status, "it took too long" in mail.problem
    Mail.objects.update(due_at=mail.written_at)
    with server_of(Taking) as address:
        settings.EMAIL_HOST, settings.EMAIL_PORT = _place(address)
        send_next()

    mail.refresh_from_db()
    assert (put_off, mail.status) == ((MailStatus.TRYING, True), MailStatus.SENT)
    assert took < 20


def _place(address: str) -> tuple[str | None, int | None]:
    parts = urlsplit(address)
    return parts.hostname, parts.port
