"""Making, reading, downloading and revoking one's own passports: nobody else's doing."""

from datetime import date, datetime
from http import HTTPStatus

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.assessments.models import Assessment
from competence_app.audit.models import Entry
from competence_app.passports import wording
from competence_app.passports.actions import issuing
from competence_app.passports.actions.keys import make_key
from competence_app.passports.models import Passport
from competence_app.passports.queries import checked, signing_key
from competence_app.passports.rules.credential import Credential
from competence_app.passports.rules.issuing import IssuingRefusal, PassportRefusedError
from competence_app.passports.rules.verifying import Reason
from competence_app.people.models import User
from tests.factories import UserFactory, passport_of, publish, small_framework, supervise
from tests.passports.issued import passport as issued_elsewhere
from tests.reports.voices import spoken
from tests.words import words

NOW = datetime.fromisoformat("2026-03-28T23:30:00Z")
pytestmark = pytest.mark.time_machine(NOW, tick=False)


def making(assessment: Assessment) -> str:
    return reverse("make-passport", args=[assessment.pk])


def page(passport: Passport) -> str:
    return reverse("passport", args=[passport.pk])


def says(passport: Passport) -> Credential:
    credential = checked(passport.token).credential
    assert credential
    return credential


def test_a_passport_is_made_by_a_button_and_says_what_was_agreed(client, agreed, nurse):
    response = client.post(making(agreed), follow=True)

    passport = Passport.objects.get()
    assertRedirects(response, page(passport))
    told = words(response)
    assert "This passport is genuine, and it holds" in told
    assert "Name Amara Okafor Framework Ability to listen Version 2022" in told
    assert "Published by A book of listening Job role Registered nurse" in told
    assert "Agreed 28 March 2026 Holds until 28 March 2027 Issued by your organisation http://localhost:8000" in told
    assert "K1 Knows why listening matters Agreed 3 Independently Expected 3 Independently" in told
    assert "D1 Listens to the end Agreed No level" in told
    assert "no permission to practise" in told
    assert list(Entry.objects.about(nurse).values_list("verb", "what", "by")) == [
        ("issue", f"passports.passport {passport.pk}", nurse.pk)
    ]


def test_it_names_the_version_and_the_fingerprint_of_its_words(passport, agreed):
    about = says(passport).achievement

    assert about.id == "http://localhost:8000" + reverse("version", args=["listening", agreed.version_id])
    assert says(passport).digest == agreed.version.digest
    assert (about.human_code, about.version) == ("listening", "2022")


def test_it_holds_until_the_agreement_does(passport, agreed):
    agreed.framework.interval_months = 6
    agreed.framework.save()

    assert passport.expires_on == date(2027, 3, 28)
    assert says(passport).valid_until == datetime.fromisoformat("2027-03-28T23:00:00Z")  # summer time has begun
    assert says(passport).valid_from == NOW


def test_no_voice_but_what_was_agreed_is_in_it_nor_the_supervisor(nurse, priya):
    assessment = spoken(nurse, "agreed", priya, {"K1": 1, "K2": 4, "D1": 1}, {"K1": 2, "K2": 2, "D1": 2})

    made = issuing.issue(assessment, by=nurse)

    text = says(made).model_dump_json()
    assert [line.agreed for line in says(made).lines] == ["3 Independently", "3 Independently", ""]
    values = [result.value for result in says(made).credential_subject.result]
    assert {*values} == {"3 Independently"}
    assert [word for word in ("Priya", "amara@example.org", "note", "reason") if word in text] == []


def test_two_passports_do_not_tell_that_they_are_one_persons(passport, agreed, nurse):
    issuing.revoke(passport, by=nurse)
    second = issuing.issue(agreed, by=nurse)

    assert says(passport).credential_subject.id != says(second).credential_subject.id
    assert says(passport).id != says(second).id


def test_nothing_but_an_agreed_assessment_of_ones_own_has_one(client, nurse, priya):
    own = spoken(nurse, "reviewed", priya)
    others = spoken(UserFactory.create(), "agreed", nurse, version=own.version)

    for assessment in (own, others):
        for method in (client.get, client.post):
            assert method(making(assessment)).status_code == HTTPStatus.NOT_FOUND
    assert not Passport.objects.exists()


def test_a_supervisor_neither_makes_nor_fetches_nor_revokes_it(passport, agreed, priya):
    browser = Client()
    browser.force_login(priya)

    answers = [browser.get(page(passport)), browser.get(reverse("passport-file", args=[passport.pk]))]
    answers += [browser.post(reverse("revoke-passport", args=[passport.pk])), browser.post(making(agreed))]

    assert [answer.status_code for answer in answers] == [HTTPStatus.NOT_FOUND] * 4
    assert "Ability to listen" not in browser.get(reverse("passports")).content.decode()
    with pytest.raises(ObjectDoesNotExist):
        issuing.revoke(passport, by=priya)


def test_the_page_says_what_it_will_say_before_it_is_made(client, agreed):
    told = words(client.get(making(agreed)))

    assert "your job role then: Registered nurse" in told
    assert "Make the passport" in told
    assert not Passport.objects.exists()


def test_what_is_made_already_is_shown_and_not_made_again(client, passport, agreed):
    assertRedirects(client.get(making(agreed)), page(passport))
    assertRedirects(client.post(making(agreed)), page(passport))

    assert Passport.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        passport_of(agreed)


def test_without_a_key_the_page_says_whom_to_ask(client, agreed, no_keys):
    assertContains(client.get(making(agreed)), wording.REFUSALS[IssuingRefusal.NO_KEY])
    assertNotContains(client.get(making(agreed)), "Make the passport")

    response = client.post(making(agreed), follow=True)

    assertRedirects(response, making(agreed))
    assertContains(response, wording.REFUSALS[IssuingRefusal.NO_KEY])
    with pytest.raises(PassportRefusedError):
        passport_of(agreed)


def test_what_was_agreed_too_long_ago_has_none(client, nurse, agreed, time_machine):
    time_machine.move_to("2027-03-29 12:00Z")
    client.force_login(nurse)

    assertContains(client.get(making(agreed)), wording.REFUSALS[IssuingRefusal.TOO_OLD])
    client.post(making(agreed))

    assert not Passport.objects.exists()


def test_a_framework_that_is_far_too_long_has_none(nurse, priya, monkeypatch):
    assessment = spoken(nurse, "agreed", priya)
    monkeypatch.setattr(issuing, "MAX_BYTES", 1000)

    with pytest.raises(PassportRefusedError) as refused:
        issuing.issue(assessment, by=nurse)

    assert refused.value.reason == IssuingRefusal.TOO_LONG


def test_the_file_is_the_passport(client, passport):
    response = client.get(reverse("passport-file", args=[passport.pk]))

    assert response.content.decode() == passport.token
    assert response.headers["Content-Type"] == "application/vc+jwt"
    assert response.headers["Content-Disposition"] == 'attachment; filename="passport-2026-03-28.jwt"'
    assert checked(response.content.decode()).is_good


def test_a_revoked_one_says_so_for_ever(client, nurse, passport):
    response = client.post(reverse("revoke-passport", args=[passport.pk]), follow=True)
    client.post(reverse("revoke-passport", args=[passport.pk]))

    assertContains(response, "Revoked: its owner has taken it back")
    assertNotContains(response, "Revoke this passport")
    assert checked(passport.token).reason == Reason.REVOKED
    assert [entry.verb for entry in Entry.objects.about(nurse)] == ["revoke", "issue"]


def test_another_can_be_made_once_it_is_revoked(passport, agreed, nurse):
    issuing.revoke(passport, by=nurse)

    assert issuing.issue(agreed, by=nurse) != passport
    assert checked(issuing.issue(agreed, by=nurse).token).is_good


def test_what_was_signed_before_the_keys_changed_is_still_good(keys_of_its_own, passport, time_machine):
    before = signing_key()
    time_machine.move_to("2027-01-01 12:00Z")

    make_key()

    assert signing_key() != before
    assert checked(passport.token).is_good


def test_the_list_says_where_each_stands(client, nurse, priya, passport, time_machine):
    revoked = passport_of(spoken(nurse, "agreed", priya, version=publish(small_framework(code="second"))))
    issuing.revoke(revoked, by=nurse)

    assert words(client.get(reverse("passports"))).count("Agreed 28 March 2026.") == 2
    assertContains(client.get(reverse("passports")), "Revoked 28 March 2026.")
    assertContains(client.get(reverse("passports")), "It holds until 28 March 2027.")
    time_machine.move_to("2027-03-29 12:00Z")
    client.force_login(nurse)
    assertContains(client.get(reverse("passports")), "It held until 28 March 2027.")


def test_who_has_none_is_told_how_to_make_one(client):
    assertContains(client.get(reverse("passports")), "You have made none.")


@pytest.mark.parametrize("size", [1, 10])
def test_the_list_takes_no_more_queries_for_more(client, nurse, size, django_assert_num_queries):
    supervisor = supervise(nurse)
    for number in range(size):
        version = publish(small_framework(code=f"f{number}"))
        passport_of(spoken(nurse, "agreed", supervisor, version=version))

    with django_assert_num_queries(2):  # who asks, passports
        assertContains(client.get(reverse("passports")), "It holds", count=size)


def test_the_page_and_the_button_ask_few_queries(client, passport, django_assert_num_queries):
    with django_assert_num_queries(3):  # who asks, passport, whether it was revoked
        client.get(page(passport))


def test_take_along_leads_to_the_last_that_was_agreed(client, nurse, priya, agreed):
    address = reverse("take-along", args=["listening"])
    assertContains(client.get(address), making(agreed))

    Assessment.objects.update(state="reviewed", agreed_at=None)

    assertContains(client.get(address), "You have not agreed an assessment of this framework yet.")


def test_the_account_leads_to_ones_passports(client):
    assertContains(client.get(reverse("account")), f'href="{reverse("passports")}"')


def test_a_passport_is_called_by_its_name(passport):
    assert str(passport) == f"Passport {passport.uuid}"


def test_a_nurse_without_a_job_role_has_one_without(priya):
    nurse = UserFactory.create(job_role=None)

    made = issuing.issue(spoken(nurse, "agreed", priya), by=nurse)

    assert says(made).credential_subject.role is None
    assert {line.target for line in says(made).lines} == {"2 With support"}


def test_the_record_tells_of_it(client, passport):
    assertContains(client.get(reverse("record"), {"by": "you"}), "Made a passport")


def test_whose_it_is_stays_as_it_was(client, nurse, passport):
    User.objects.filter(pk=nurse.pk).update(full_name="Amara Bello")

    assertContains(client.get(page(passport)), "Amara Okafor")


def test_one_that_cannot_be_read_any_more_is_told_so(client, passport):
    Passport.objects.update(token=issued_elsewhere(signing_key() or {})[:-5] + "AAAAA")

    assertContains(client.get(page(passport)), wording.FAULTS[Reason.TAMPERED])
