"""What is written down is sent, at least once, whatever happens to whoever sends it."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from competence_app.outbox.actions import forget_old, send_again, send_next, write_mail, write_password_link
from competence_app.outbox.models import Mail
from competence_app.outbox.rules.status import MailStatus
from competence_app.outbox.rules.trying import ATTEMPTS, HOLD
from competence_app.people.models import User
from tests.factories import UserFactory
from tests.meanwhile import at_once
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)]
WORKS = "django.core.mail.backends.locmem.EmailBackend"
NOTICE, REMINDER = Mail.Kind.NOTICE, Mail.Kind.REMINDER


@pytest.fixture
def nurse() -> User:
    """A nurse with a name that HTML would escape."""
    return UserFactory.create(full_name="Aoife O'Brien", email="aoife@example.org")


@pytest.fixture
def broken(settings) -> None:
    """The mail server cannot be reached."""
    settings.EMAIL_BACKEND = "tests.outbox.backends.Down"


def written(nurse: User, subject: str = "A subject", kind: Mail.Kind = NOTICE) -> Mail:
    return write_mail(kind, nurse.email, subject, "Pat O'Neil accepted.", path="/supervisors/")


def test_an_email_is_written_in_one_transaction_and_sent_outside_of_any(nurse, settings):
    settings.SITE_URL = "https://ratings.example.org"
    row = written(nurse, "A\nsubject")
    assert (mail.outbox, row.status) == ([], MailStatus.WAITING)

    [message] = delivered()

    assert (message.to, message.subject) == (["aoife@example.org"], "A subject")
    assert str(message.body).splitlines() == [
        "Hello Aoife,", "", "Pat O'Neil accepted.", "", "https://ratings.example.org/supervisors/", "",
        "No email from this app ever says how anybody rated themselves or was rated.", "",
    ]  # fmt: skip
    assert message.extra_headers == {
        "Message-ID": f"<{row.pk}.20261122120000@ratings.example.org>",
        "Content-Language": "en",
        "Auto-Submitted": "auto-generated",
    }
    row.refresh_from_db()
    assert (row.status, row.text, row.sent_at) == (MailStatus.SENT, "", timezone.now())
    assert send_next() is None


def test_what_is_taken_back_is_not_sent(nurse):
    with transaction.atomic():
        written(nurse)
        transaction.set_rollback(True)

    assert delivered() == []


def test_no_transaction_waits_for_the_mail_server(nurse, settings):
    settings.EMAIL_BACKEND = "tests.outbox.backends.Outside"
    written(nurse)

    assert send_next()
    assert Mail.objects.get().status is MailStatus.SENT


@pytest.mark.django_db(transaction=True)
def test_nothing_can_be_sent_within_a_transaction(nurse):
    written(nurse)

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        send_next()


def test_a_mail_server_that_fails_is_asked_again_after_longer_and_longer_and_given_up(
    nurse, broken, caplog, time_machine
):
    row = written(nurse)
    start, tried = timezone.now(), []

    while Mail.objects.open().exists():
        time_machine.move_to(Mail.objects.get().due_at)
        send_next()
        tried.append((timezone.now() - start) // timedelta(minutes=1))

    assert tried == [0, 1, 6, 21, 81, 321, 1041, 2481]
    row.refresh_from_db()
    assert (row.status, row.attempts) == (MailStatus.FAILED, ATTEMPTS)
    assert row.problem == "ConnectionRefusedError: no route to host"


def test_the_log_says_what_failed_without_a_word_of_the_email(nurse, broken, caplog):
    row = written(nurse)

    with caplog.at_level(logging.ERROR):
        send_next()

    [record] = caplog.records
    said = f"E-mail {row.pk} (notice), attempt 1: ConnectionRefusedError: no route to host"
    assert (record.getMessage(), record.exc_info) == (said, None)


def test_an_email_that_failed_does_not_keep_up_the_others(nurse, broken, settings):
    row = written(nurse)
    send_next()
    settings.EMAIL_BACKEND = WORKS
    written(nurse, "Another")

    assert [message.subject for message in delivered()] == ["Another"]
    row.refresh_from_db()
    assert row.status is MailStatus.TRYING


def test_who_is_stopped_in_the_middle_loses_nothing(nurse, settings, time_machine):
    row = written(nurse)
    settings.EMAIL_BACKEND = "tests.outbox.backends.Stopped"
    with pytest.raises(KeyboardInterrupt):
        send_next()
    settings.EMAIL_BACKEND = WORKS
    assert (delivered(), Mail.objects.get().claimed_at) == ([], row.written_at)

    time_machine.shift(HOLD)

    assert [message.subject for message in delivered()] == ["A subject"]


def test_an_email_that_stops_everybody_who_sends_it_is_given_up(nurse, settings, time_machine):
    written(nurse)
    settings.EMAIL_BACKEND = "tests.outbox.backends.Stopped"

    for _ in range(ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            send_next()
        time_machine.shift(HOLD)
    send_next()

    row = Mail.objects.get()
    assert (row.status, row.problem) == (MailStatus.FAILED, "Each attempt ended the program that made it.")


def test_whoever_comes_back_late_changes_nothing_of_what_happened_since(nurse, settings, time_machine):
    row = written(nurse)
    settings.EMAIL_BACKEND = "tests.outbox.backends.Stopped"
    with pytest.raises(KeyboardInterrupt):
        send_next()
    send_again(row)

    settings.EMAIL_BACKEND = WORKS
    time_machine.shift(timedelta(seconds=1))
    assert len(delivered()) == 1
    time_machine.shift(HOLD)

    assert len(delivered()) == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_it_once(nurse):
    written(nurse)
    sent: list[Mail | None] = []

    at_once(*[lambda: sent.append(send_next())] * 2)

    assert sorted(map(bool, sent)) == [False, True]
    assert len(mail.outbox) == 1


def test_a_closed_or_unknown_account_gets_nothing_and_is_forgotten(nurse):
    User.objects.filter(pk=nurse.pk).update(is_active=False)
    written(nurse)
    write_password_link("nobody@example.org", "Subject", "Text.")

    assert delivered() == []
    assert not Mail.objects.exists()


def test_reminders_go_after_what_somebody_waits_for(nurse):
    written(nurse, "Reminder", REMINDER)
    written(nurse, "First")
    written(nurse, "Second")

    assert [message.subject for message in delivered()] == ["First", "Second", "Reminder"]


def test_a_link_to_a_password_is_in_no_row(nurse):
    write_password_link(nurse.email, "Subject", "Text.")
    row = Mail.objects.get()

    [message] = delivered()

    assert "/password/" in message.body
    assert "/password/" not in f"{row.text}{row.path}{Mail.objects.get().text}"


def test_a_link_is_on_its_way_to_an_address_once_at_a_time(nurse):
    for _ in range(3):
        write_password_link(nurse.email, "Subject", "Text.")
    assert len(delivered()) == 1

    write_password_link(nurse.email, "Subject", "Text.")

    assert len(delivered()) == 2


def test_what_was_given_up_is_sent_again_at_once(nurse, broken, settings):
    row = written(nurse)
    Mail.objects.update(attempts=ATTEMPTS - 1, claimed_at=timezone.now())
    send_next()
    settings.EMAIL_BACKEND = WORKS
    assert (delivered(), Mail.objects.get().status) == ([], MailStatus.FAILED)

    send_again(row)

    assert len(delivered()) == 1
    send_again(row)
    assert len(delivered()) == 1  # what has gone out stays sent


@pytest.mark.parametrize(
    ("minutes", "fields", "stuck"),
    [
        (59, {}, False),
        (61, {}, True),
        (61, {"sent": True}, False),
        (30, {"failed": True}, True),
        (24 * 60 + 1, {"failed": True}, False),
    ],
)
def test_stuck_is_what_did_not_go_out_in_time(nurse, minutes, fields, stuck):
    then = timezone.now() - timedelta(minutes=minutes)
    row = written(nurse)
    sent_at, failed_at = (then if name in fields else None for name in ("sent", "failed"))
    Mail.objects.update(
        written_at=then, sent_at=sent_at, failed_at=failed_at, attempts=1, claimed_at=then, text="" if sent_at else "x"
    )

    assert list(Mail.objects.stuck(timezone.now())) == [row] * stuck


def test_what_is_long_over_is_forgotten(nurse, time_machine):
    old, waiting = written(nurse), written(nurse)
    Mail.objects.filter(pk=old.pk).update(failed_at=timezone.now())
    time_machine.shift(timedelta(days=91))
    recent = written(nurse)
    Mail.objects.filter(pk=recent.pk).update(failed_at=timezone.now())

    assert forget_old(timezone.now()) == 1
    assert set(Mail.objects.all()) == {waiting, recent}


@pytest.mark.parametrize("path", ["https://elsewhere.example", "supervisors/"])
def test_an_email_leads_within_the_app(nurse, path):
    with pytest.raises(IntegrityError), transaction.atomic():
        write_mail(NOTICE, nurse.email, "Subject", "Text.", path=path)


def test_an_email_names_itself(nurse):
    assert str(written(nurse)) == "Notice to aoife@example.org"


@pytest.mark.parametrize("n", [1, 30])
def test_finding_what_to_send_takes_as_many_queries_with_one_as_with_many(nurse, django_assert_num_queries, n):
    for _ in range(n):
        written(nurse)

    with django_assert_num_queries(7):  # is there any, which, claiming and its savepoint, for whom, sent
        send_next()
