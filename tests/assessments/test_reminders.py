"""People are reminded of what is due and of what waits for them: once, and of nothing else."""

import itertools
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from competence_app.accounts.backends import SessionStore
from competence_app.accounts.models import Session
from competence_app.assessments.actions import reminding, sending
from competence_app.assessments.models import Assessment, Reminder
from competence_app.assessments.rules.due import ReminderKind, due_mark, waiting_mark
from competence_app.catalogue.models import Version
from competence_app.outbox.actions import write_mail
from competence_app.outbox.models import Mail
from competence_app.people.models import Supervision, User
from tests.factories import AssessmentFactory, UserFactory, answer, publish, put, restrict, small_framework, supervise
from tests.meanwhile import at_once
from tests.post import delivered

TODAY = date(2026, 11, 22)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(f"{TODAY} 12:00Z", tick=False)]
LEVELS = ("Not yet", "With support", "Independently", "Leading others")


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def agreed(day: date, nurse: User | None = None, version: Version | None = None) -> Assessment:
    """Let a nurse have agreed an assessment on this day."""
    given = {"version": version} if version else {}
    assessment = AssessmentFactory.create(practitioner=nurse or UserFactory.create(), **given)
    put(answer(assessment, {"K1": 3, "K2": 1, "D1": 4}), "agreed")
    Assessment.objects.filter(pk=assessment.pk).update(agreed_at=on(day), started_at=on(day))
    return assessment


def sent(day: date, state: str = "submitted") -> Assessment:
    """Let a nurse have sent an assessment to somebody who supervises her, on this day."""
    assessment = AssessmentFactory.create()
    put(assessment, state, supervise(assessment.practitioner))
    Assessment.objects.filter(pk=assessment.pk).update(submitted_at=on(day))
    return assessment


@pytest.fixture
def expired() -> Session:
    """A session that is over."""
    store = SessionStore()
    store.set_expiry(-1)
    store.save()
    return Session.objects.get()


def run(**options: Any) -> str:
    out = StringIO()
    call_command("send_reminders", stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [
        (31, None),
        (30, (ReminderKind.SOON, 30)),
        (8, (ReminderKind.SOON, 30)),
        (7, (ReminderKind.SOON, 7)),
        (0, (ReminderKind.SOON, 7)),
        (-1, (ReminderKind.OVERDUE, -1)),
        (-30, (ReminderKind.OVERDUE, -1)),
        (-31, (ReminderKind.OVERDUE, -31)),
        (-400, (ReminderKind.OVERDUE, -391)),
    ],
)
def test_due_mark_is_the_latest_day_to_remind_on(days_left, expected):
    due = TODAY + timedelta(days_left)

    mark = due_mark(due, TODAY, 12)

    assert mark == (expected and (expected[0], due - timedelta(expected[1])))


@pytest.mark.parametrize(("days_ago", "expected"), [(6, None), (7, 7), (13, 7), (14, 14), (30, 28)])
def test_waiting_mark_comes_every_week(days_ago, expected):
    day = TODAY - timedelta(days_ago)

    mark = waiting_mark(day, TODAY)

    assert mark == (expected and (ReminderKind.WAITING, day + timedelta(expected)))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 12, 1), "Your next assessment is due by 1 December 2026: start it"),
        (date(2025, 11, 21), "Your next assessment was due on 21 November 2026: start it"),
    ],
)
def test_a_practitioner_is_told_what_is_due(settings, day, words):
    settings.SITE_URL = "https://ratings.example.org"
    assessment = agreed(day)

    assert run() == "1 person reminded.\n"

    [message] = delivered()
    assert message.to == [assessment.practitioner.email]
    assert words in message.body
    assert "Ability to listen\nhttps://ratings.example.org/frameworks/listening/start/" in message.body
    assert not any(label in message.body for label in LEVELS)


@pytest.mark.parametrize(("state", "words"), [("submitted", "waits for your rating"), ("reviewed", "is to agree")])
def test_a_supervisor_is_told_what_waits(state, words):
    assessment = sent(TODAY - timedelta(7), state)

    run()

    [message] = delivered()
    assert assessment.supervisor
    assert message.to == [assessment.supervisor.email]
    assert f"{assessment.practitioner}, whom you supervise, sent an assessment on 15 November 2026: it" in message.body
    assert words in message.body
    assert f"/reviews/{assessment.pk}/" in message.body


def test_whoever_it_was_handed_over_to_is_reminded_a_week_after_that(time_machine):
    assessment = sent(TODAY - timedelta(7), "reviewed")
    Supervision.objects.update(ended_on=TODAY - timedelta(1))
    other = supervise(assessment.practitioner)
    sending.hand_over(assessment, to=other, by=assessment.practitioner)

    run()
    assert [message.subject for message in delivered() if "waits for you" in message.subject] == []
    mail.outbox.clear()
    time_machine.shift(timedelta(7))
    run()

    [message] = delivered()
    assert message.to == [other.email]
    assert f"{assessment.practitioner}, whom you supervise, handed an assessment over to you on 22 Nov" in message.body
    assert "it is rated, and what is left is to agree." in message.body


def test_one_person_gets_one_message_with_everything():
    assessment = sent(TODAY - timedelta(9))
    agreed(date(2025, 11, 1), assessment.supervisor, assessment.version)

    run()

    [message] = delivered()
    assert message.subject == "Reminder: 2 assessments wait for you"
    assert "waits for your rating" in message.body
    assert "was due on 1 November 2026" in message.body


def test_a_reminder_says_in_which_languages_it_is():
    nurse = UserFactory.create()
    for code, language in (("hearing", "de"), ("seeing", "en-GB"), ("asking", "de")):
        content = small_framework(code=code, language=language)
        agreed(date(2025, 11, 1), nurse, publish(content))

    run()

    [message] = delivered()
    assert message.extra_headers["Content-Language"] == "en, de, en-GB"


def closed(assessment: Assessment) -> None:
    User.objects.filter(pk=assessment.practitioner.pk).update(is_active=False)


def restricted(assessment: Assessment) -> None:
    restrict(assessment.practitioner)


def sent_again(assessment: Assessment) -> None:
    newer = AssessmentFactory.create(practitioner=assessment.practitioner, version=assessment.version)
    put(newer, "submitted")


def agreed_again(assessment: Assessment) -> None:
    agreed(date(2026, 10, 1), assessment.practitioner, assessment.version)


def retired(assessment: Assessment) -> None:
    Version.objects.filter(pk=assessment.version_id).retire()


@pytest.mark.parametrize("meanwhile", [closed, restricted, sent_again, agreed_again, retired])
def test_nobody_is_reminded_to_renew_what_needs_no_renewing(meanwhile):
    meanwhile(agreed(date(2025, 10, 1)))

    assert run() == "0 people reminded.\n"


@pytest.mark.parametrize("changes", [{"ended_on": TODAY - timedelta(1)}, {"started_on": TODAY + timedelta(1)}])
def test_whoever_does_not_supervise_now_is_not_reminded(changes):
    sent(TODAY - timedelta(9))
    Supervision.objects.update(**({"started_on": TODAY - timedelta(9)} | changes))

    run()

    assert not delivered()


def test_nobody_is_reminded_of_what_they_see_nothing_of():
    restricted(sent(TODAY - timedelta(9)))

    assert run() == "0 people reminded.\n"


def test_a_supervisor_whose_account_is_closed_is_not_reminded():
    assessment = sent(TODAY - timedelta(9))
    User.objects.filter(supervises__practitioner=assessment.practitioner).update(is_active=False)

    run()

    assert not delivered()


def test_the_interval_is_the_frameworks():
    assessment = agreed(date(2026, 9, 1))
    assessment.framework.interval_months = 2
    assessment.framework.save()

    run()

    assert "was due on 1 November 2026" in delivered()[0].body


def test_over_two_months_everybody_is_told_on_the_days_that_are_due_and_once(time_machine):
    agreed(date(2025, 12, 10))
    days = []

    for days_on in range(80):
        time_machine.move_to(on(TODAY + timedelta(days_on)))
        run()
        run()
        days += [days_on] * len(delivered())
        mail.outbox.clear()

    assert days == [0, 11, 19, 49, 79]  # 18 days before, 7 before, the day after, and each thirtieth


@pytest.mark.parametrize(
    ("agreed_at", "last_minute", "day"),
    [
        ("2025-07-31 22:59Z", "2026-07-31 22:59Z", "31 July 2026"),
        ("2025-07-31 23:00Z", "2026-08-01 22:59Z", "1 August 2026"),
        ("2026-03-28 00:30Z", "2027-03-28 22:59Z", "28 March 2027"),  # whose day had 23 hours
        ("2026-10-31 23:59Z", "2027-10-31 23:59Z", "31 October 2027"),  # whose day had 25
        ("2028-02-29 12:00Z", "2029-02-28 23:59Z", "28 February 2029"),
    ],
)
def test_what_is_due_is_overdue_from_midnight_where_the_app_is(time_machine, agreed_at, last_minute, day):
    agreed(TODAY)
    Assessment.objects.update(agreed_at=agreed_at)

    time_machine.move_to(last_minute)
    run()
    time_machine.shift(timedelta(minutes=1))
    run()

    told = [f"Your next assessment is due by {day}:", f"Your next assessment was due on {day}:"]
    assert [words in message.body for words, message in zip(told, delivered(), strict=True)] == [True, True]


@pytest.mark.time_machine("2026-07-31 23:30Z", tick=False)
def test_a_reminder_is_of_the_day_where_the_app_is():
    agreed(date(2025, 7, 31))

    run()

    assert Reminder.objects.get().sent_on == date(2026, 8, 1)


@pytest.mark.parametrize(
    ("submitted_at", "last_minute"),
    [
        ("2026-07-14 22:59Z", "2026-07-20 22:59Z"),
        ("2026-07-14 23:00Z", "2026-07-21 22:59Z"),
        ("2027-03-27 23:59Z", "2027-04-02 22:59Z"),
        ("2027-10-30 23:00Z", "2027-11-06 23:59Z"),
    ],
)
def test_a_supervisor_is_told_from_midnight_where_the_app_is(time_machine, submitted_at, last_minute):
    sent(TODAY)
    Assessment.objects.update(submitted_at=submitted_at)

    time_machine.move_to(last_minute)
    run()
    assert not delivered()

    time_machine.shift(timedelta(minutes=1))
    run()
    assert len(delivered()) == 1


def test_a_dry_run_says_all_and_does_nothing(expired):
    assessment = agreed(date(2025, 11, 1))

    said = run(dry_run=True)

    assert said == (
        f"{assessment.practitioner.email}: overdue, 01 November 2026, Ability to listen\n1 person would be reminded.\n"
    )
    assert not Mail.objects.exists()
    assert not Reminder.objects.exists()
    assert Session.objects.get() == expired


def test_sessions_that_are_over_and_emails_long_past_are_deleted(expired):
    write_mail(Mail.Kind.NOTICE, "amara@example.org", "Subject", "Text.")
    long_ago = timezone.now() - timedelta(days=100)
    Mail.objects.update(written_at=long_ago, failed_at=long_ago)

    run()

    assert not Session.objects.exists()
    assert not Mail.objects.exists()


def test_emails_to_whoever_asked_that_all_be_kept_are_not_deleted():
    nurse = UserFactory.create(email="amara@example.org")
    for to in ("amara@example.org", "ben@example.org"):
        write_mail(Mail.Kind.NOTICE, to, "Subject", "Text.")
    long_ago = timezone.now() - timedelta(days=100)
    Mail.objects.update(written_at=long_ago, failed_at=long_ago)
    restrict(nurse)

    run()

    assert [mail.to for mail in Mail.objects.all()] == ["amara@example.org"]


@pytest.mark.parametrize(("emails", "words"), [(1, "1 e-mail did not go out"), (2, "2 e-mails did not go out")])
def test_emails_that_do_not_go_out_are_an_error(emails, words):
    agreed(date(2025, 11, 1))
    for _ in range(emails):
        write_mail(Mail.Kind.NOTICE, "amara@example.org", "Subject", "Text.")
    Mail.objects.update(written_at=timezone.now() - timedelta(hours=2))

    with pytest.raises(CommandError, match=words):
        run()

    assert Mail.objects.filter(kind=Mail.Kind.REMINDER).count() == 1


def test_a_reminder_and_its_note_are_kept_together_or_not_at_all():
    agreed(date(2025, 11, 1))
    [(person, items)] = reminding.items_by_person(TODAY).items()

    with transaction.atomic():
        reminding.remind(person, items, on=TODAY)
        transaction.set_rollback(True)

    assert (Mail.objects.count(), Reminder.objects.count()) == (0, 0)


@pytest.mark.time_machine("2026-11-22 23:59:59Z", tick=False)
def test_a_run_that_goes_on_past_midnight_is_of_the_day_it_began(time_machine):
    version = publish()
    for nurse in UserFactory.create_batch(2):
        agreed(date(2025, 11, 1), nurse, version)
    began = itertools.count()

    def midnight(execute: Any, sql: str, *arguments: Any) -> Any:
        if sql.startswith("INSERT INTO") and next(began) == 1:
            time_machine.shift(timedelta(minutes=1))
        return execute(sql, *arguments)

    with connection.execute_wrapper(midnight):
        run()

    assert timezone.localdate() == date(2026, 11, 23)
    assert [reminder.sent_on for reminder in Reminder.objects.all()] == [date(2026, 11, 22)] * 2


def test_a_second_run_that_began_before_the_first_ended_sends_nothing():
    agreed(date(2025, 11, 1))
    [(person, items)] = reminding.items_by_person(TODAY).items()

    first, second = (reminding.remind(person, items, on=TODAY) for _ in range(2))

    assert (first, second) == (True, False)
    assert len(delivered()) == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_send_one_message():
    agreed(date(2025, 11, 1))
    [(person, items)] = reminding.items_by_person(TODAY).items()
    sent = []

    at_once(*[lambda: sent.append(reminding.remind(person, items, on=TODAY))] * 2)

    assert sorted(sent) == [False, True]
    assert Mail.objects.count() == 1


def test_progress_is_shown_every_fifty_people():
    version = publish()
    for nurse in UserFactory.create_batch(51):
        agreed(date(2025, 11, 1), nurse, version)

    assert run() == "50 of 51 people\n51 people reminded.\n"


@pytest.mark.parametrize("n", [1, 30])
def test_queries_do_not_grow_with_people(django_assert_num_queries, n):
    version = publish(small_framework())
    for nurse in UserFactory.create_batch(n):
        agreed(date(2025, 11, 1), nurse, version)

    with django_assert_num_queries(3):
        items = reminding.items_by_person(TODAY)
        assert len(items) == n


def test_a_reminder_names_itself():
    agreed(date(2025, 11, 1), UserFactory.create(full_name="Amara Okafor"))
    run()

    assert str(Reminder.objects.get()) == "Amara Okafor, overdue, 22 November 2026"
