"""Anybody checks a passport, without an account, and nothing of it is kept."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.passports import wording
from competence_app.passports.actions.issuing import revoke
from competence_app.passports.queries import checked, issuers
from competence_app.passports.rules.signing import MAX_BYTES
from competence_app.passports.rules.verifying import Reason
from tests.passports.issued import key_of
from tests.passports.issued import passport as issued_elsewhere
from tests.words import words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-05-02 12:00Z", tick=False)]
PAGE = reverse("verify-passport")


def file_of(token: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("passport.jwt", token.encode())


@pytest.fixture
def stranger() -> Client:
    """The browser of somebody without an account."""
    return Client()


def test_a_file_is_checked_without_an_account(stranger, passport):
    response = stranger.post(PAGE, {"file": file_of(passport.token)})

    assert "This passport is genuine, and it holds Name Amara Okafor" in words(response)


def test_a_text_is_checked_too(stranger, passport):
    response = stranger.post(PAGE, {"text": f"\r\n {passport.token}\r\n"})

    assertContains(response, wording.GOOD)


def test_nothing_is_kept_and_no_session_begins(stranger, passport, django_assert_num_queries):
    with django_assert_num_queries(1):  # whether it was revoked
        stranger.post(PAGE, {"text": passport.token})

    assert "sessionid" not in stranger.cookies


def test_nothing_to_check_is_said_in_words(stranger):
    assertContains(stranger.post(PAGE), "Choose a file, or paste the text of one")
    assertContains(stranger.post(PAGE, {"file": file_of("")}), "This file is empty")


@pytest.mark.parametrize(
    ("token", "reason"),
    [("hello", Reason.NOT_A_PASSPORT), ("\x00\xff", Reason.NOT_A_PASSPORT), ("x" * (MAX_BYTES + 9), Reason.TOO_LONG)],
)
def test_another_file_is_called_what_it_is(stranger, token, reason):
    response = stranger.post(PAGE, {"file": file_of(token)})

    assertContains(response, wording.FAULTS[reason])
    assertContains(response, wording.ADVICE[reason])


def test_a_changed_one_is_refused_without_what_it_says(stranger, passport):
    changed = passport.token[:300] + ("A" if passport.token[300] != "A" else "B") + passport.token[301:]

    response = stranger.post(PAGE, {"text": changed})

    assertContains(response, wording.FAULTS[Reason.TAMPERED])
    assertNotContains(response, "Amara")


def test_a_revoked_one_is_said_to_be(stranger, passport, nurse):
    revoke(passport, by=nurse)

    assertContains(stranger.post(PAGE, {"text": passport.token}), wording.FAULTS[Reason.REVOKED])


def test_one_from_elsewhere_is_not_believed_and_its_words_are_harmless(stranger):
    def attack(payload) -> None:
        payload["credentialSubject"]["identifier"][0]["identityHash"] = "<script>alert(1)</script>"
        payload["credentialStatus"]["id"] = "javascript:alert(1)"
        payload["issuer"]["name"] = "{% now %}"

    response = stranger.post(PAGE, {"text": issued_elsewhere(key_of(), change=attack)})

    assertContains(response, wording.FAULTS[Reason.UNKNOWN_ISSUER])
    assertContains(response, "Nothing shows that any of it is true.")
    assertContains(response, "&lt;script&gt;alert(1)")
    assertNotContains(response, "<script>alert")
    assertNotContains(response, 'href="javascript')


def test_an_issuer_who_is_trusted_here_is_believed(stranger, elm):
    response = stranger.post(PAGE, {"text": issued_elsewhere(elm)})

    assertContains(response, wording.GOOD)
    assertContains(response, "Whether it was revoked since is not known here.")
    assertContains(response, "https://elm.example/passports/revoked/")


def test_a_file_that_is_no_issuers_is_told_to_the_log_and_harms_nothing(elm, settings, caplog, passport):
    wrong = Path(settings.PASSPORT_ISSUERS, "wrong.json")
    wrong.write_text("no JSON")

    assert checked(issued_elsewhere(elm)).is_good
    assert checked(passport.token).is_good

    wrong.unlink()
    assert "wrong.json: This is no file of an issuer's keys." in caplog.text


def test_nobody_else_is_this_service(settings, elm):
    settings.SITE_URL = "https://elm.example"

    own, *others = issuers()

    assert others == []
    assert elm["kid"] not in own.keys


def test_each_reason_has_its_words():
    assert set(wording.FAULTS) == set(wording.ADVICE) == set(Reason)


def test_keys_are_published_with_nothing_secret(keys_of_its_own, stranger):
    response = stranger.get(reverse("passport-keys"))

    [key] = json.loads(response.content)["keys"]
    assert key.keys() == {"kty", "crv", "x", "kid", "alg", "use", "iat"}
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert json.loads(stranger.get(key["kid"].removeprefix("http://localhost:8000")).content) == key
    assert reverse("passport-keys") == "/.well-known/jwks.json"


def test_a_key_that_is_not_there_is_not_found(stranger):
    assert stranger.get(reverse("passport-key", args=["x" * 43])).status_code == 404


def test_the_list_of_the_revoked_tells_nothing_of_people(stranger, passport, nurse):
    before = json.loads(stranger.get(reverse("passport-revocations")).content)
    revoke(passport, by=nurse)

    after = json.loads(stranger.get(reverse("passport-revocations")).content)

    assert before["revokedCredential"] == []
    assert after["revokedCredential"] == [{"id": f"urn:uuid:{passport.uuid}", "revoked": True}]
    assert after["id"] == "http://localhost:8000/passports/revoked/"
