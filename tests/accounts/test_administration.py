"""People administrators make and close accounts, and can enter none."""

import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import Notice, Supervision, User
from competence_app.people.rules.roles import ROLES
from competence_app.reports.wording import deed_in_words
from tests.factories import JobRoleFactory, UserFactory
from tests.post import delivered
from tests.words import words

NEW, PEOPLE = reverse("new-person"), reverse("people")


@pytest.fixture
def administrator(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(full_name="Sam Carter", is_people_administrator=True)
    client.force_login(user)
    return user


def page(person: User) -> str:
    return reverse("person", args=[person.pk])


def as_it_is(person: User, **changed: object) -> dict[str, object]:
    """Return what the page of somebody sends, where this alone was changed; None: left empty."""
    roles = {column: "on" for column in ROLES if getattr(person, column)}
    work = {"job_role": person.job_role_id, "team": person.team_id}
    sent = {"full_name": person.full_name, "is_active": "on" if person.is_active else None, **work, **roles, **changed}
    return {name: value for name, value in sent.items() if value is not None}


@pytest.mark.parametrize("fields", [{}, {"is_framework_editor": True}, {"is_superuser": True}])
@pytest.mark.parametrize("address", [PEOPLE, NEW, "/people/people/user/", "/people/login/"])
def test_nobody_else_finds_these_pages(client, db, address, fields):
    client.force_login(UserFactory.create(**fields))

    assert client.get(address, follow=True).status_code == HTTPStatus.NOT_FOUND


def test_a_new_account_gets_a_link_to_choose_a_password(client, administrator):
    response = client.post(NEW, {"email": "new@example.org", "full_name": "New Nurse"}, follow=True)

    user = User.objects.get(email="new@example.org")
    assertRedirects(response, page(user))
    assertContains(response, "A link to choose a password will be sent to new@example.org.")
    assert (user.has_usable_password(), user.is_active) == (False, True)
    [message] = delivered()
    assert message.to == ["new@example.org"]
    assert Entry.objects.filter(verb="add", by=administrator, about=user, what=f"people.user {user.pk}").count() == 1


def test_a_new_account_can_have_all_at_once(client, administrator):
    supervisor, job_role = UserFactory.create(full_name="Priya Nair"), JobRoleFactory.create(code="ward-manager")
    new = {"email": "new@example.org", "full_name": "New Nurse", "job_role": job_role.pk, "is_framework_editor": "on"}

    client.post(NEW, {**new, "supervisor-typed": "Priya Nair"})

    user = User.objects.get(email="new@example.org")
    assert (user.job_role, user.is_framework_editor, list(user.supervisors())) == (job_role, True, [supervisor])
    assert sorted(message.to[0] for message in delivered()) == sorted([user.email] * 3 + [supervisor.email])


def test_an_invitation_says_first_who_made_the_account_where_and_what_to_do(client, administrator, settings):
    settings.ORGANISATION, settings.SITE_URL = "Willow Trust", "https://ratings.example.org"

    client.post(NEW, {"email": "new@example.org", "full_name": "New Nurse"}, headers={"host": "[::1]"})

    body = str(delivered()[0].body)
    assert body.splitlines()[:3] == [
        "Hello New,",
        "",
        (
            "Sam Carter of Willow Trust made an account in competence self-assessment for you: choose a password "
            "where the link below leads, and you can begin."
        ),
    ]
    assert "https://ratings.example.org/password/" in body.split()
    assert re.search(r"^https://ratings\.example\.org/password/\S+/\S+/$", body, re.MULTILINE)
    assert "did not ask" not in body


def test_an_account_keeps_its_address_and_its_password_from_administrators(client, administrator):
    nurse = UserFactory.create(full_name="Amara Okafor")
    before = nurse.password
    assertNotContains(client.get(page(nurse)), nurse.password)
    assertNotContains(client.get(page(nurse)), 'name="password')
    assertNotContains(client.get(page(nurse)), 'name="email')

    client.post(page(nurse), as_it_is(nurse, email="mine@example.org", password="x", full_name="Amara Obi"))

    nurse.refresh_from_db()
    assert (nurse.full_name, nurse.password) == ("Amara Obi", before)
    assert nurse.email != "mine@example.org"
    assert delivered() == []
    assert [(one.verb, one.about_name) for one in Entry.objects.about(nurse)] == [("rename", "Amara Okafor")]


def test_a_form_without_a_name_is_refused_and_keeps_what_was_typed(client, administrator):
    response = client.post(NEW, {"email": "new@example.org", "full_name": "", "supervisor-typed": "Nobody"})

    assertContains(response, "Enter the full name")
    assertContains(response, "Nobody is found by “Nobody”")
    assertContains(response, 'value="new@example.org"')
    assertContains(response, 'value="Nobody"')


@pytest.mark.parametrize("column", ROLES)
def test_a_role_given_or_taken_is_on_record_and_told(client, administrator, column):
    nurse, role = UserFactory.create(), ROLES[column]

    client.post(page(nurse), as_it_is(nurse, **{column: "on"}))
    given = User.objects.get(pk=nurse.pk)
    client.post(page(nurse), as_it_is(given, **{column: None}))

    assert (getattr(given, column), getattr(User.objects.get(pk=nurse.pk), column)) == (True, False)
    entries = [(entry.verb, entry.by) for entry in Entry.objects.about(nurse)]
    assert entries == [(f"take {role}", administrator), (f"give {role}", administrator)]
    assert all(deed_in_words(verb, "people.user").startswith(("Made you", "Ended your")) for verb, _ in entries)
    assert [message.to for message in delivered()] == [[nurse.email]] * 2
    assert "Sam Carter recorded that you" in Notice.objects.latest("pk").text


@pytest.mark.parametrize("column", [*ROLES, "is_active"])
def test_nobody_gives_themselves_a_role_or_closes_their_own_account(client, administrator, column):
    before = getattr(administrator, column)
    assertNotContains(client.get(page(administrator)), f'name="{column}"')

    client.post(page(administrator), {"full_name": "Sam Carter", **({} if before else {column: "on"})})

    assert getattr(User.objects.get(pk=administrator.pk), column) == before


def test_another_job_role_or_team_is_told(client, administrator):
    nurse, job_role = UserFactory.create(), JobRoleFactory.create(code="ward-manager")

    client.post(page(nurse), as_it_is(nurse, job_role=job_role.pk))

    [notice] = Notice.objects.filter(person=nurse)
    assert notice.text.startswith(
        "Sam Carter recorded that your job role is Ward manager and your team is not set: tell Sam Carter"
    )


def test_saving_without_a_change_writes_and_tells_nothing(client, administrator):
    nurse = UserFactory.create()

    response = client.post(page(nurse), as_it_is(nurse), follow=True)

    assertContains(response, f"{nurse.full_name} is saved.")
    assert (Entry.objects.count(), Notice.objects.count()) == (0, 0)


def test_who_supervises_people_keeps_their_account_until_that_is_passed_on(client, administrator):
    nurse, supervisor = UserFactory.create_batch(2)
    supervision = Supervision.objects.create(practitioner=nurse, supervisor=supervisor)
    closed = as_it_is(supervisor, is_active=None)
    link = f'href="{reverse("end-supervision", args=[supervisor.pk])}"'

    response = client.post(page(supervisor), closed)
    assertContains(response, "They supervise 1 person: first end that supervision", count=2)
    assertContains(response, link)
    Supervision.objects.update(started_on=localdate() - timedelta(2), ended_on=localdate() - timedelta(1))
    assertNotContains(client.get(page(supervisor)), link)
    client.post(page(supervisor), closed)

    supervisor.refresh_from_db()
    assert not supervisor.is_active
    assert supervision.supervisor == supervisor


@pytest.mark.time_machine("2026-02-03 12:00Z", tick=False)
def test_closing_an_account_ends_who_supervises_its_owner(client, administrator):
    nurse, supervisor = UserFactory.create(full_name="Amara Okafor"), UserFactory.create()
    Supervision.objects.create(practitioner=nurse, supervisor=supervisor, started_on=date(2026, 1, 1))

    for _ in range(2):
        client.post(page(nurse), as_it_is(nurse, is_active=None))

    assert list(nurse.supervised_by.values_list("ended_on", flat=True)) == [date(2026, 2, 2)]
    assert [(notice.person, notice.subject) for notice in Notice.objects.all()] == [
        (supervisor, "Your supervision of Amara Okafor is over")
    ]
    assertContains(client.get(PEOPLE), "Account closed")


def test_no_session_of_a_closed_account_goes_on_when_it_is_opened_again(client, administrator):
    nurse, device = UserFactory.create(), Client()
    device.force_login(nurse)

    for state in (None, "on"):
        client.post(page(nurse), as_it_is(nurse, is_active=state))

    assertRedirects(device.get(reverse("home")), f"{reverse('sign-in')}?next={reverse('home')}")


def test_accounts_are_closed_never_deleted(client, administrator):
    nurse = UserFactory.create()

    client.delete(page(nurse))
    response = client.post(f"{page(nurse)}delete/", {"post": "yes"})

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert User.objects.filter(pk=nurse.pk).exists()


@pytest.mark.parametrize("n", [1, 30])
def test_queries_of_a_page_do_not_grow(client, administrator, django_assert_num_queries, n):
    nurse = UserFactory.create()
    started = localdate() - timedelta(n + 1)
    Supervision.objects.bulk_create(
        Supervision(practitioner=nurse, supervisor=UserFactory.create(), started_on=started) for _ in range(n)
    )
    UserFactory.create_batch(n)

    # who asks, person, supervisors, whom they do, restriction, a second step, invitation, what waits, job roles
    with django_assert_num_queries(9):
        client.get(page(nurse))


def test_the_page_shows_who_supervised_somebody_from_when_to_when(client, administrator):
    nurse, supervisor = UserFactory.create(), UserFactory.create(full_name="Priya Nair", is_active=False)
    days = {"started_on": date(2026, 1, 1), "ended_on": date(2026, 2, 1)}
    Supervision.objects.create(practitioner=nurse, supervisor=supervisor, successor=administrator, **days)

    shown = words(client.get(page(nurse)))

    assert "Priya Nair (account closed) From 1 January 2026 To 1 February 2026, then Sam Carter" in shown


def test_a_supervisor_typed_there_begins_today_and_a_second_one_is_refused_in_words(client, administrator):
    nurse, supervisor = UserFactory.create(), UserFactory.create(full_name="Priya Nair")

    first = client.post(page(nurse), as_it_is(nurse, **{"supervisor-typed": supervisor.email}))
    again = client.post(page(nurse), as_it_is(nurse, full_name="Other", **{"supervisor-typed": supervisor.email}))

    assertRedirects(first, page(nurse))
    assert [(one.supervisor, one.started_on) for one in nurse.supervised_by.all()] == [(supervisor, localdate())]
    assertContains(again, "This person supervises them already")
    assert User.objects.get(pk=nurse.pk).full_name != "Other"  # nothing of it is stored
    assert Notice.objects.count() == 2


def test_nobody_supervises_a_closed_account_and_its_owner_is_told_nothing(client, administrator):
    nurse, supervisor = UserFactory.create(is_framework_editor=True), UserFactory.create()
    closed = as_it_is(nurse, is_active=None, is_framework_editor=None)

    refused = client.post(page(nurse), {**closed, "supervisor": supervisor.pk})
    client.post(page(nurse), closed)

    assertContains(refused, "Nobody supervises a closed account")
    assert [entry.verb for entry in Entry.objects.about(nurse)] == ["take editor", "close"]
    assert not Notice.objects.exists()
    assertNotContains(client.get(page(nurse)), "Add a supervisor from another day")
