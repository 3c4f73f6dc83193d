"""A form sent from a page that is out of date: nothing typed is lost, and nothing of another site's is taken."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.people.models import User
from competence_app.ui.resend import MOST_FIELDS
from competence_app.ui.uploads import ENOUGH
from tests.factories import PASSWORD, UserFactory
from tests.words import words

ACCOUNT = reverse("account")
KEPT = '<input type="hidden" name="full_name" value="Amara Obi">'
OURS = {"Origin": "http://testserver"}


@pytest.fixture
def nurse(db) -> User:
    """A nurse."""
    return UserFactory.create()


@pytest.fixture
def strict() -> Client:
    """A browser whose forms are checked."""
    return Client(enforce_csrf_checks=True)


def test_what_was_typed_is_kept_when_the_session_has_ended(client, nurse):
    response = client.post(ACCOUNT, {"full_name": "Amara Obi", "job_role": nurse.job_role_id})

    assertContains(response, KEPT, status_code=HTTPStatus.FORBIDDEN, html=True)
    assertContains(response, reverse("sign-in"), status_code=HTTPStatus.FORBIDDEN)


def test_reading_without_a_session_leads_to_the_sign_in_page(client, db):
    assertRedirects(client.get(ACCOUNT), f"{reverse('sign-in')}?next={ACCOUNT}")


def test_what_was_typed_is_saved_after_signing_in_again(strict, nurse):
    strict.get(reverse("sign-in"))
    old = {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    strict.post(reverse("sign-in"), {"username": nurse.email, "password": PASSWORD, **old})
    typed = {"full_name": "Amara Obi", "job_role": nurse.job_role_id}

    offered = strict.post(ACCOUNT, typed | old, headers=OURS)
    assertContains(offered, KEPT, status_code=HTTPStatus.FORBIDDEN, html=True)
    strict.post(ACCOUNT, typed | {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value}, headers=OURS)

    nurse.refresh_from_db()
    assert nurse.full_name == "Amara Obi"


def _offered(client: Client, typed: dict[str, object]) -> dict[str, str]:
    """Send a form without a session; return what the page that keeps it would send."""
    text = client.post(ACCOUNT, typed | _old_tab(client, reverse("sign-in")), headers=OURS).text
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', text))


def _sign_in(client: Client, person: User) -> None:
    """Sign in as in another tab; every token known before is old then."""
    form = {"username": person.email, "password": PASSWORD} | _old_tab(client, reverse("sign-in"))
    client.post(reverse("sign-in"), form)


def test_one_press_saves_what_was_typed_after_signing_in_elsewhere(strict, nurse):
    offered = _offered(strict, {"full_name": "Amara Obi", "job_role": nurse.job_role_id})
    _sign_in(strict, nurse)

    response = strict.post(ACCOUNT, offered, headers=OURS)

    assertRedirects(response, ACCOUNT)
    nurse.refresh_from_db()
    assert nurse.full_name == "Amara Obi"


def test_what_is_sent_again_before_signing_in_is_kept_once_more(strict, nurse):
    offered = _offered(strict, {"full_name": "Amara Obi"})

    response = strict.post(ACCOUNT, offered | {"csrfmiddlewaretoken": "old"}, headers=OURS)

    assertContains(response, KEPT, status_code=HTTPStatus.FORBIDDEN, html=True)


@pytest.mark.parametrize("again", ["", "/account/", "made up"])
def test_a_page_that_is_not_ours_needs_its_token(strict, nurse, again):
    offered = _offered(strict, {"full_name": "Amara Obi", "job_role": nurse.job_role_id})
    _sign_in(strict, nurse)

    response = strict.post(ACCOUNT, offered | {"sent-again": again}, headers=OURS)

    assertContains(response, KEPT, status_code=HTTPStatus.FORBIDDEN, html=True)


def test_what_is_to_be_sent_again_to_one_address_is_for_no_other(strict, nurse):
    offered = _offered(strict, {"text": "typed"})
    _sign_in(strict, nurse)

    response = strict.post(reverse("supervisors"), offered, headers=OURS)

    assertContains(response, "Send it again", status_code=HTTPStatus.FORBIDDEN)


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://elsewhere.example"}])
def test_another_site_sends_nothing_again(strict, nurse, headers):
    offered = _offered(strict, {"full_name": "Amara Obi", "job_role": nurse.job_role_id})
    _sign_in(strict, nurse)

    strict.post(ACCOUNT, offered, headers=headers)

    nurse.refresh_from_db()
    assert nurse.full_name != "Amara Obi"


def test_what_was_typed_is_kept_when_somebody_signed_out_and_in_and_out_elsewhere(strict, nurse):
    response = strict.post(ACCOUNT, {"full_name": "Amara Obi"}, headers=OURS)

    assertContains(response, KEPT, status_code=HTTPStatus.FORBIDDEN, html=True)


def test_a_file_is_named_to_be_chosen_again(client, db):
    sent = {"file": SimpleUploadedFile("revision & more.yaml", b"code: listening"), "text": "typed"}

    response = client.post(reverse("upload"), sent)

    told = "The file revision &amp; more.yaml cannot be kept: choose it again"
    box = '<input class="nhsuk-file-upload__input" id="id_file" name="file" type="file">'
    assertContains(
        response,
        f'<label class="nhsuk-label" for="id_file">{told}</label>',
        status_code=HTTPStatus.FORBIDDEN,
        html=True,
    )
    assertContains(response, box, status_code=HTTPStatus.FORBIDDEN, html=True)
    assertContains(response, 'enctype="multipart/form-data"', status_code=HTTPStatus.FORBIDDEN)
    assertContains(response, "Not saved yet: choose your file again", status_code=HTTPStatus.FORBIDDEN)


def test_passwords_are_never_shown_back(strict, nurse):
    strict.force_login(nurse)
    typed = {"old_password": PASSWORD, "new_password1": "a new sentence"}

    response = strict.post(reverse("password_change"), typed, headers=OURS)

    assertContains(response, "Send it again", status_code=HTTPStatus.FORBIDDEN)
    assertNotContains(response, PASSWORD, status_code=HTTPStatus.FORBIDDEN)
    assertNotContains(response, "a new sentence", status_code=HTTPStatus.FORBIDDEN)


TOO_MUCH: dict[str, dict[str, Any]] = {
    "fields": {"K1-answer": ["3"] * (MOST_FIELDS + 1)},
    "bytes": {"text": "é" * (ENOUGH // 2 + 1)},
    "bytes once they stand on a page": {"text": '"' * (ENOUGH // 6 + 1)},
}


@pytest.mark.parametrize("typed", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_stranger_gets_no_page_as_long_as_what_they_sent(client, db, typed):
    response = client.post(ACCOUNT, typed)

    said = "holds more than can be shown back. Nothing was saved."
    assert said in words(response)
    assertNotContains(response, "Send it again", status_code=HTTPStatus.FORBIDDEN)
    assert len(response.content) < 10_000


def test_as_much_as_any_form_takes_is_kept(client, db):
    most = {f"K{n}-answer": "3" for n in range(MOST_FIELDS - 1)} | {"text": "x" * (ENOUGH - 200_000)}

    response = client.post(ACCOUNT, most)

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert response.text.count('type="hidden"') == MOST_FIELDS + 2


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://elsewhere.example"}])
def test_another_sites_form_is_not_offered_to_be_sent(strict, nurse, headers):
    strict.force_login(nurse)

    response = strict.post(ACCOUNT, {"full_name": "Amara Obi"}, headers=headers)

    assertNotContains(response, "Amara Obi", status_code=HTTPStatus.FORBIDDEN)


def _old_tab(client: Client, address: str) -> dict[str, str]:
    """Open a page; return the token that it holds for good."""
    client.get(address)
    return {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}


def test_a_second_sign_in_tab_goes_on_to_where_it_led(strict, nurse):
    address = f"{reverse('sign-in')}?next={ACCOUNT}"
    form = {"username": nurse.email, "password": PASSWORD} | _old_tab(strict, address)
    strict.post(reverse("sign-in"), form)

    response = strict.post(address, form, headers=OURS, follow=True)

    assert [to for to, _ in response.redirect_chain] == [address, ACCOUNT]
    assertContains(response, f"You are signed in as {nurse}")


def test_a_stale_sign_in_page_is_opened_again(strict, nurse):
    address = f"{reverse('sign-in')}?next={ACCOUNT}"
    form = {"username": nurse.email, "password": PASSWORD} | _old_tab(strict, address)
    strict.post(reverse("sign-in"), form)
    strict.post(reverse("sign-out"))

    response = strict.post(address, form, headers=OURS, follow=True)

    assert [to for to, _ in response.redirect_chain] == [address]
    assertContains(response, "This page was out of date. Try again.")
    assertNotContains(response, PASSWORD)


def test_a_sign_in_page_without_cookies_is_told_why_it_fails(strict, db):
    response = strict.post(reverse("sign-in"), {"username": "a@example.org"}, headers=OURS)

    assertContains(response, "your browser blocks cookies", status_code=HTTPStatus.FORBIDDEN)
    assertNotContains(response, "Send it again", status_code=HTTPStatus.FORBIDDEN)
