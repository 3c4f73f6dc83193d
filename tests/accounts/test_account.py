import re
from http import HTTPStatus

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.outbox.models import Mail
from competence_app.people.models import User
from tests.factories import PASSWORD, JobRoleFactory, UserFactory
from tests.post import delivered
from tests.words import words

SIGN_IN, ACCOUNT = reverse("sign-in"), reverse("account")


@pytest.fixture
def nurse(db) -> User:
    """A nurse with an address in mixed case."""
    return UserFactory.create(email="Amara@example.org", full_name="Amara Okafor")


@pytest.mark.parametrize("typed", ["Amara@example.org", "amara@EXAMPLE.org"])
def test_signing_in_takes_the_address_in_any_case(client, nurse, typed):
    response = client.post(SIGN_IN, {"username": typed, "password": PASSWORD})

    assertRedirects(response, reverse("home"))


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(client, nurse):
    response = client.post(SIGN_IN, {"username": nurse.email, "password": "guess"})

    assertContains(response, "The email address or the password is not right", count=1)
    assertContains(response, nurse.email)


def test_a_closed_account_does_not_open(client, nurse):
    nurse.is_active = False
    nurse.save()

    response = client.post(SIGN_IN, {"username": nurse.email, "password": PASSWORD})

    assert response.status_code == HTTPStatus.OK
    assert "_auth_user_id" not in client.session


def test_signing_out_is_by_post_only_and_ends_the_session(client, nurse):
    client.force_login(nurse)
    assert client.get(reverse("sign-out")).status_code == HTTPStatus.METHOD_NOT_ALLOWED

    response = client.post(reverse("sign-out"))

    assertRedirects(response, f"{SIGN_IN}?left")
    assert "_auth_user_id" not in client.session


def test_colours_are_chosen_in_the_account(client, nurse):
    client.force_login(nurse)
    assertNotContains(client.get(ACCOUNT), 'media="screen"')

    response = client.post(ACCOUNT, {"full_name": nurse.full_name, "scheme": "dark"}, follow=True)

    assertContains(response, 'media="screen"')
    assert User.objects.get(pk=nurse.pk).scheme == "dark"


def test_colours_that_there_are_not_are_refused(client, nurse):
    client.force_login(nurse)

    client.post(ACCOUNT, {"full_name": nurse.full_name, "scheme": "pink"})

    assert User.objects.get(pk=nurse.pk).scheme == ""


def test_the_account_says_what_can_be_left_out(client, nurse):
    User.objects.update(job_role=None)
    client.force_login(nurse)

    page = words(client.get(ACCOUNT))

    assert "Job role (optional)" in page
    assert "Full name (optional)" not in page


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_signing_out_works_from_a_tab_older_than_the_session(nurse, is_signed_in):
    client = Client(enforce_csrf_checks=True)
    if is_signed_in:
        client.force_login(nurse)

    response = client.post(reverse("sign-out"), {"csrfmiddlewaretoken": "x" * 64})

    assertRedirects(response, SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_no_other_sites_form_brings_the_session_that_signing_out_ends(client, nurse):
    response = client.post(SIGN_IN, {"username": nurse.email, "password": PASSWORD})

    assert response.cookies[settings.SESSION_COOKIE_NAME]["samesite"] == "Lax"


def test_people_change_their_own_name_and_choose_a_job_role_while_they_have_none(client, nurse):
    manager = JobRoleFactory.create(code="ward-manager")
    User.objects.update(job_role=None)
    client.force_login(nurse)

    response = client.post(ACCOUNT, {"full_name": "Amara Obi", "job_role": manager.pk}, follow=True)

    nurse.refresh_from_db()
    assertContains(response, "Your account is saved.")
    assert (nurse.full_name, nurse.job_role) == ("Amara Obi", manager)


def test_a_job_role_that_somebody_has_is_changed_by_others(client, nurse):
    manager, before = JobRoleFactory.create(code="ward-manager"), nurse.job_role
    client.force_login(nurse)

    page = words(client.get(ACCOUNT))
    client.post(ACCOUNT, {"full_name": "Amara Obi", "job_role": manager.pk})

    nurse.refresh_from_db()
    assert "Your job role is Registered nurse" in page
    assert "ask your people administrator to change it" in page
    assert "Job role (optional)" not in page
    assert (nurse.full_name, nurse.job_role) == ("Amara Obi", before)


def test_an_empty_name_is_refused(client, nurse):
    client.force_login(nurse)

    response = client.post(ACCOUNT, {"full_name": " ", "job_role": nurse.job_role_id})

    assertContains(response, "Enter your full name")
    nurse.refresh_from_db()
    assert nurse.full_name == "Amara Okafor"


def test_people_cannot_give_themselves_a_role(client, nurse):
    client.force_login(nurse)

    client.post(ACCOUNT, {"full_name": "A", "job_role": nurse.job_role_id, "is_people_administrator": "on"})

    nurse.refresh_from_db()
    assert (nurse.full_name, nurse.is_people_administrator) == ("A", False)


@pytest.mark.parametrize("name", ["Amara\r\nBcc: all@example.org", "Amara\u2028Obi", "Amara \u202eibO", "A\x1b[2J"])
def test_a_name_stays_in_one_readable_line(client, nurse, name):
    client.force_login(nurse)

    response = client.post(ACCOUNT, {"full_name": name, "job_role": nurse.job_role_id})

    assertContains(response, "Enter the name in one line, without characters that cannot be seen")
    nurse.refresh_from_db()
    assert nurse.full_name == "Amara Okafor"


def test_a_forgotten_password_is_chosen_anew_by_a_link(client, nurse, settings):
    settings.SITE_URL = "https://ratings.example.org"
    client.post(reverse("password_reset"), {"email": nurse.email}, headers={"host": "127.0.0.1"})
    link = re.search(r"https://ratings.example.org(/password/\S+)", str(delivered()[0].body))
    assert link
    form = client.get(link[1], follow=True)
    address = form.redirect_chain[-1][0]

    client.post(address, {"new_password1": "a different sentence", "new_password2": "a different sentence"})

    nurse.refresh_from_db()
    assert nurse.check_password("a different sentence")
    assertContains(client.get(link[1], follow=True), "This link has been used or is too old")


@pytest.mark.parametrize("whose", ["Mw", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw", "not-base64"])
def test_a_link_that_fits_nobody_says_so(client, db, whose):
    page = client.get(reverse("password_reset_confirm", args=[whose, "token"]))

    assertContains(page, "This link has been used or is too old")


def test_a_link_is_sent_to_whoever_has_no_password_yet_and_to_nobody_closed(client, db):
    invited = User.objects.create_user("new@example.org", full_name="New Nurse")
    closed = UserFactory.create(is_active=False)

    for address in (invited.email, closed.email, "nobody@example.org"):
        response = client.post(reverse("password_reset"), {"email": address})
        assertRedirects(response, reverse("password_reset_done"))

    assert [message.to for message in delivered()] == [["new@example.org"]]


def test_a_link_says_first_who_asked_for_it_where_and_what_to_do(client, nurse, settings):
    settings.ORGANISATION = "Willow Trust"

    client.post(reverse("password_reset"), {"email": nurse.email})

    greeting, _, first, *_ = str(delivered()[0].body).splitlines()
    assert greeting == "Hello Amara,"
    assert first == (
        "Somebody asked for a link to choose a new password for your account in competence self-assessment at "
        "Willow Trust: if it was you, choose one where the link below leads."
    )


def test_asking_for_a_link_does_the_same_whether_or_not_there_is_an_account(client, nurse):
    def queries(email: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            client.post(reverse("password_reset"), {"email": email})
        return [query["sql"].replace(email.lower(), "").replace(email, "") for query in captured]

    known, unknown = queries(nurse.email), queries("nobody@example.org")

    assert [sql.partition("VALUES")[0] for sql in known] == [sql.partition("VALUES")[0] for sql in unknown]
    assert len([sql for sql in known if "outbox_mail" in sql]) == 1
    assert not [sql for sql in known if "people_user" in sql]


def test_what_is_no_address_is_refused_in_words(client, db):
    assertContains(
        client.post(reverse("password_reset"), {"email": "amara"}), "Enter an email address in the correct format"
    )
    assert not Mail.objects.exists()


def test_the_account_leads_to_ones_supervisors_and_record(client, nurse):
    client.force_login(nurse)

    page = client.get(ACCOUNT)

    assertContains(page, f'href="{reverse("supervisors")}"')
    assertContains(page, "My supervisors")


def test_changing_the_password_asks_for_the_old_one(client, nurse):
    client.force_login(nurse)
    new = {"new_password1": "a different sentence", "new_password2": "a different sentence"}

    refused = client.post(reverse("password_change"), {"old_password": "guess", **new})
    accepted = client.post(reverse("password_change"), {"old_password": PASSWORD, **new})

    assertNotContains(refused, "Use the new password")
    assertRedirects(accepted, reverse("password_change_done"))


def test_both_forms_for_a_password_tell_password_managers_whose_it_is(client, nurse):
    hidden = f'<input type="hidden" name="username" value="{nurse.email}" autocomplete="username" id="id_username">'
    client.post(reverse("password_reset"), {"email": nurse.email})
    link = re.search(r"http://localhost:8000(/password/\S+)", str(delivered()[0].body))
    assert link

    choosing = client.get(link[1], follow=True)
    client.force_login(nurse)
    changing = client.get(reverse("password_change"))

    assertContains(choosing, hidden, html=True)
    assertContains(changing, hidden, html=True)


def test_the_pages_after_a_change_say_what_comes_next(client, nurse):
    assertContains(client.get(reverse("password_reset_done")), "three days")
    assertContains(client.get(reverse("password_reset_complete")), SIGN_IN)
    assertContains(client.get(reverse("password_reset")), "Send me a link")
