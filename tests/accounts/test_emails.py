"""People administrators see which e-mails did not go out, and let them be sent again."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.accounts.actions import invite
from competence_app.audit.models import Entry
from competence_app.outbox.actions import send_next, write_mail
from competence_app.outbox.models import Mail
from competence_app.outbox.rules.trying import ATTEMPTS
from competence_app.people.models import User
from tests.factories import UserFactory
from tests.post import delivered
from tests.words import words

EMAILS = reverse("people-mails")
pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)


@pytest.fixture
def administrator(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(is_people_administrator=True)
    client.force_login(user)
    return user


@pytest.fixture
def invited(administrator) -> User:
    """Somebody whom they have invited."""
    user = User.objects.create_user("ben@example.org", full_name="Ben Whitfield")
    invite(user, by=administrator)
    return user


def fail(settings, *, times: int = 1) -> None:
    """Let sending fail, so many times."""
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.outbox.backends.Down"
    Mail.objects.filter(attempts=0).update(attempts=times - 1, claimed_at=timezone.now() if times > 1 else None)
    while send_next():
        pass
    settings.EMAIL_BACKEND = works


def page(user: User) -> str:
    return reverse("person", args=[user.pk])


def button(user: User) -> str:
    return reverse("invite", args=[user.pk])


def test_the_page_of_an_account_says_where_its_invitation_stands(client, invited, settings):
    def said() -> str:
        return words(client.get(page(invited))).partition("Invitation ")[2]

    assert said().strip().startswith("It will be sent within a minute.")

    fail(settings)
    assert (
        "Attempts so far: 1. ConnectionRefusedError: no route to host It is tried again on 22 November 2026, 12:01."
        in said()
    )

    Mail.objects.update(attempts=0, claimed_at=None, due_at=timezone.now())
    fail(settings, times=ATTEMPTS)
    assert "It could not be sent, and is not tried any more: ConnectionRefusedError: no route to host" in said()

    client.post(button(invited))
    delivered()
    assert "Sent on 22 November 2026, 12:00. No password is chosen yet." in said()

    invited.set_password("a long walk")
    invited.save()
    assert "Accepted: a password is chosen." in said()


def test_an_account_made_on_the_command_line_has_no_invitation(client, administrator):
    user = User.objects.create_user("ben@example.org", full_name="Ben")

    assertContains(client.get(page(user)), "None was sent.")


def test_an_invitation_is_sent_again_in_place_of_one_that_waits(client, administrator, invited):
    assertContains(client.get(page(invited)), "Invite again")

    response = client.post(button(invited), follow=True)

    assertRedirects(response, page(invited))
    assertContains(response, "A link to choose a password will be sent to ben@example.org.")
    assert [message.to for message in delivered()] == [["ben@example.org"]]
    client.post(button(invited))
    assert len(delivered()) == 2
    assert Entry.objects.filter(verb="invite", by=administrator, about=invited).count() == 3


def test_whoever_has_a_password_or_a_closed_account_is_not_invited(client, administrator):
    closed = User.objects.create_user("ben@example.org", full_name="Ben", is_active=False)
    settled = UserFactory.create()

    for user in (closed, settled):
        assertNotContains(client.get(page(user)), "Invite again")
        assertContains(client.post(button(user), follow=True), "Nothing was sent: this account is closed, or its owner")
    assert not Mail.objects.exists()


def test_inviting_is_by_post_only(client, invited):
    assert client.get(button(invited)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.post(reverse("invite", args=[0])).status_code == HTTPStatus.NOT_FOUND


def test_what_failed_is_listed_first_and_what_is_sent_not_at_all(client, administrator, settings):
    for name in ("sent", "failed", "waiting"):
        UserFactory.create(email=f"{name}@example.org")
        write_mail(Mail.Kind.NOTICE, f"{name}@example.org", "A subject of theirs", "A text of theirs.")
    Mail.objects.filter(to="waiting@example.org").update(due_at=timezone.now() + timedelta(days=1))
    Mail.objects.filter(to="failed@example.org").update(due_at=timezone.now() + timedelta(minutes=1))
    delivered()
    Mail.objects.filter(to="failed@example.org").update(due_at=timezone.now())
    fail(settings, times=ATTEMPTS)

    listed = client.get(EMAILS)

    assert "Emails that have not gone out" in words(listed)
    assert [mail.status for mail, _ in listed.context["rows"]] == ["failed", "trying"]
    assertContains(listed, "Given up", count=1)
    assertNotContains(listed, "sent@example.org")
    assertNotContains(listed, "of theirs")


def test_what_failed_is_sent_again_when_somebody_says_so(client, administrator, settings):
    nurse = UserFactory.create()
    mail_to_nurse = write_mail(Mail.Kind.NOTICE, nurse.email, "Subject", "Text.")
    fail(settings, times=ATTEMPTS)
    assert (delivered(), mail.outbox) == ([], [])

    response = client.post(EMAILS, {"mail": [mail_to_nurse.pk]}, follow=True)

    assertContains(response, "What you chose will be sent within a minute, unless it fails again.")
    assert [message.to for message in delivered()] == [[nurse.email]]
    again, given_up = Entry.objects.filter(what=f"outbox.mail {mail_to_nurse.pk}")
    assert (again.verb, again.by) == ("send again", administrator)
    assert (given_up.verb, given_up.by, given_up.about) == ("give up", None, nurse)


@pytest.mark.parametrize("n", [1, 30])
def test_queries_do_not_grow_with_emails(client, administrator, django_assert_num_queries, n):
    for _ in range(n):
        write_mail(Mail.Kind.NOTICE, administrator.email, "Subject", "Text.")

    with django_assert_num_queries(3):  # who asks, how many, the rows
        client.get(EMAILS)


@pytest.mark.parametrize("ticked", [[], ["x", "0"], [str(2**63), "9" * 5000]])
def test_nothing_ticked_is_said(client, administrator, ticked):
    write_mail(Mail.Kind.NOTICE, administrator.email, "Subject", "Text.")

    response = client.post(EMAILS, {"mail": ticked}, follow=True)

    assertContains(response, "Tick what is to be sent again.")
    assert not Entry.objects.exists()


def test_where_everything_has_gone_out_the_page_says_so(client, administrator):
    assertContains(client.get(EMAILS), "Everything has gone out.")
