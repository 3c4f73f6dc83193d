"""People are told what they must know: on their home page, and by e-mail."""

import logging
from http import HTTPStatus

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertRedirects

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


def test_dismissing_takes_a_notice_off_the_page_and_leaves_the_others(client, nurse):
    first, second = (tell(nurse, subject, "Text.", path="/") for subject in ("One", "Two"))
    client.force_login(nurse)
    assert list(Notice.objects.for_(nurse)) == [second, first]

    response = client.post(reverse("dismiss", args=[first.pk]))

    assertRedirects(response, reverse("home"))
    assert list(Notice.objects.for_(nurse)) == [second]


def test_dismissing_twice_keeps_when_it_was_first(client, nurse):
    notice = tell(nurse, "Subject", "Text.", path="/")
    client.force_login(nurse)
    client.post(reverse("dismiss", args=[notice.pk]))
    first = Notice.objects.get().read_at

    client.post(reverse("dismiss", args=[notice.pk]))

    assert Notice.objects.get().read_at == first


def test_somebody_elses_notice_is_not_there(client, nurse):
    notice = tell(nurse, "Subject", "Text.", path="/")
    client.force_login(UserFactory.create(is_people_administrator=True))

    assert client.post(reverse("dismiss", args=[notice.pk])).status_code == HTTPStatus.NOT_FOUND
    assert list(Notice.objects.for_(nurse)) == [notice]


def test_what_home_shows_by_itself_is_told_by_email_alone(nurse, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(nurse, "Subject", "Text.", path="/", on_home=False)

    assert not Notice.objects.for_(nurse)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("n", "shown"), [(1, 1), (30, 10)])
def test_the_newest_ten_are_shown_by_one_query(nurse, render, django_assert_num_queries, n, shown):
    for number in range(n):
        tell(nurse, f"Subject {number}", "Text <b>.", path="/supervisors/")
    tell(UserFactory.create(), "Of somebody else", "Text.", path="/")

    with django_assert_num_queries(1):
        page = render("people/notices.html", notices=Notice.objects.for_(nurse))

    assert page.count('href="/supervisors/"') == page.count("Text &lt;b&gt;.") == shown
    assert f"Subject {n - 1}<" in page
    assert "somebody else" not in page


def test_no_notices_show_nothing(nurse, render):
    assert render("people/notices.html", notices=Notice.objects.for_(nurse)).strip() == ""


def test_a_notice_leads_within_the_app(nurse):
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(nurse, "Subject", "Text.", path="https://elsewhere.example")


def test_a_notice_names_itself(nurse):
    assert str(tell(nurse, "Subject", "Text.", path="/")) == "Subject"
