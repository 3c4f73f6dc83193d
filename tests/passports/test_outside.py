"""Records from elsewhere stand beside one's own ratings, checked anew each time, and are never among them."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import Rating
from competence_app.audit.models import Entry
from competence_app.passports import wording
from competence_app.passports.actions import keeping
from competence_app.passports.actions.issuing import revoke
from competence_app.passports.layout import entries
from competence_app.passports.models import OutsideRecord
from competence_app.passports.queries import outside_records
from competence_app.passports.rules.keeping import MOST
from competence_app.passports.rules.verifying import Reason
from competence_app.people.models import User
from tests.factories import UserFactory
from tests.passports.issued import key_of, keys_file
from tests.passports.issued import passport as issued_elsewhere
from tests.reports.voices import spoken
from tests.words import words

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-05-02 12:00Z", tick=False)]
PAGE = reverse("outside")


def kept_by(nurse: User, token: str) -> str:
    return reverse("outside-record", args=[keeping.keep(token, by=nurse).pk])


def numbered(key: dict[str, str], number: int) -> str:
    """Return one of several passports."""
    return issued_elsewhere(key, change=lambda payload: payload.update(number=number))


def test_a_record_of_a_trusted_issuer_is_added_and_called_genuine(client, nurse, elm):
    file = SimpleUploadedFile("passport.jwt", issued_elsewhere(elm).encode())

    response = client.post(PAGE, {"file": file}, follow=True)

    kept = OutsideRecord.objects.get()
    assertRedirects(response, reverse("outside-record", args=[kept.pk]))
    assert "This passport is genuine, and it holds" in words(response)
    assert "Issued by Elm NHS Trust https://elm.example" in words(response)
    assert list(Entry.objects.about(nurse).values_list("verb", "what")) == [
        ("add", f"passports.outsiderecord {kept.pk}")
    ]
    assertContains(client.get(reverse("record"), {"by": "you"}), "Added a record from elsewhere")


def test_one_of_an_unknown_issuer_is_kept_and_not_believed(client, nurse):
    response = client.get(kept_by(nurse, issued_elsewhere(key_of())))

    assertContains(response, "Not verified: its issuer is not known here")
    assertContains(response, "Nothing shows that any of it is true.")
    assert "Not verified: its issuer is not known here. It says: agreed 1 April 2026" in words(client.get(PAGE))


def test_it_is_believed_once_its_issuer_is(client, nurse, settings):
    key = key_of()
    address = kept_by(nurse, issued_elsewhere(key))
    file = Path(settings.PASSPORT_ISSUERS, "elm.json")
    file.write_text(keys_file(key))

    assertContains(client.get(address), wording.GOOD)

    file.write_text(keys_file(key_of()))
    assertContains(client.get(address), wording.FAULTS[Reason.UNKNOWN_KEY])
    file.unlink()


def test_it_says_when_it_no_longer_holds(client, nurse, elm, time_machine):
    address = kept_by(nurse, issued_elsewhere(elm))
    time_machine.move_to("2027-04-02 00:00Z")
    client.force_login(nurse)

    assertContains(client.get(address), wording.FAULTS[Reason.EXPIRED])


def test_one_of_this_service_says_when_it_is_revoked(client, nurse, passport):
    address = kept_by(nurse, passport.token)
    revoke(passport, by=nurse)

    assertContains(client.get(address), wording.FAULTS[Reason.REVOKED])
    assertContains(client.get(PAGE), wording.FAULTS[Reason.REVOKED])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda token: token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:], Reason.TAMPERED),
        (lambda token: token[:200], Reason.NOT_A_PASSPORT),
        (lambda _token: "hello", Reason.NOT_A_PASSPORT),
        (lambda token: "eyJhbGciOiJub25lIn0." + token.partition(".")[2], Reason.ALGORITHM),
    ],
)
def test_what_is_spoilt_is_refused_with_the_reason(client, elm, spoil, reason):
    response = client.post(PAGE, {"text": spoil(issued_elsewhere(elm))})

    assertContains(response, wording.FAULTS[reason])
    assert not OutsideRecord.objects.exists()


def test_the_same_is_kept_once(client, nurse, elm):
    token = issued_elsewhere(elm)
    for _ in range(2):
        client.post(PAGE, {"text": token})

    assert OutsideRecord.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideRecord.objects.create(owner=nurse, token=token, digest=OutsideRecord.objects.get().digest)


def test_there_is_an_end_to_how_many(client, nurse, elm):
    for number in range(MOST):
        keeping.keep(numbered(elm, number), by=nurse)

    response = client.post(PAGE, {"text": issued_elsewhere(elm)})

    assertContains(response, wording.TOO_MANY)
    assert OutsideRecord.objects.count() == MOST


def test_it_is_never_a_rating_nor_shown_to_a_supervisor(client, nurse, priya, elm):
    spoken(nurse, "agreed", priya)
    before = list(Rating.objects.values())
    address = kept_by(nurse, issued_elsewhere(elm))
    supervisor = Client()
    supervisor.force_login(priya)

    assert list(Rating.objects.values()) == before
    assert supervisor.get(address).status_code == HTTPStatus.NOT_FOUND
    assert supervisor.post(address + "remove/").status_code == HTTPStatus.NOT_FOUND
    assertNotContains(supervisor.get(reverse("staff-profile", args=[nurse.pk, "listening"])), "Elm NHS Trust")
    assertNotContains(supervisor.get(PAGE), "Elm NHS Trust")
    with pytest.raises(ObjectDoesNotExist):
        keeping.remove(OutsideRecord.objects.get(), by=priya)


def test_it_is_removed_for_good(client, nurse, elm):
    address = kept_by(nurse, issued_elsewhere(elm))

    response = client.post(address + "remove/", follow=True)

    assertRedirects(response, PAGE)
    assertNotContains(response, "Elm NHS Trust")
    assert [entry.verb for entry in Entry.objects.about(nurse)] == ["remove", "add"]
    assertContains(client.get(reverse("record"), {"by": "you"}), "Removed a record from elsewhere")


def test_words_from_elsewhere_are_harmless(client, nurse):
    def attack(payload) -> None:
        payload["credentialSubject"]["achievement"]["name"] = '"><script>alert(1)</script>'
        payload["issuer"]["name"] = "<img src=x>"

    address = kept_by(nurse, issued_elsewhere(key_of(), change=attack))

    for page in (client.get(address), client.get(PAGE)):
        assertContains(page, "&lt;script&gt;")
        assertNotContains(page, "<script>alert")
        assertNotContains(page, "<img")


def test_one_that_cannot_be_read_any_more_is_said_to_be(client, nurse, elm):
    address = kept_by(nurse, issued_elsewhere(elm))
    OutsideRecord.objects.update(token="nothing")

    assertContains(client.get(PAGE), "A record that cannot be read")
    assertContains(client.get(address), wording.FAULTS[Reason.NOT_A_PASSPORT])


@pytest.mark.parametrize("size", [1, 10])
def test_the_list_takes_no_more_queries_for_more(client, nurse, elm, size, django_assert_num_queries):
    for number in range(size):
        keeping.keep(numbered(elm, number), by=nurse)

    with django_assert_num_queries(3):  # who asks, records, which were revoked
        assertContains(client.get(PAGE), "Elm NHS Trust", count=size)


def test_other_pages_can_list_them(nurse, elm):
    kept_by(nurse, issued_elsewhere(elm))

    shown = render_to_string("passports/outside.html", {"outside": entries(outside_records(nurse))})

    assert "no part of your ratings" in shown
    assert "Ability to listen" in shown
    assert render_to_string("passports/outside.html", {"outside": []}).strip() == ""


def test_it_is_called_by_its_number(nurse, elm):
    kept = keeping.keep(issued_elsewhere(elm), by=nurse)

    assert str(kept) == f"Record from elsewhere {kept.pk}"


def test_two_people_can_keep_the_same(nurse, elm):
    token = issued_elsewhere(elm)

    assert keeping.keep(token, by=nurse) != keeping.keep(token, by=UserFactory.create())
