"""People administrators make and close accounts, and can enter none."""

import re
from datetime import date
from http import HTTPStatus

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.accounts.admin import site
from competence_app.audit.models import Entry
from competence_app.outbox.models import Mail
from competence_app.people.models import JobRole, Notice, Supervision, Team, User
from tests.factories import UserFactory
from tests.post import delivered

INDEX, ADD, USERS = (reverse(f"admin:{name}") for name in ("index", "people_user_add", "people_user_changelist"))


@pytest.fixture
def administrator(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(is_people_administrator=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("fields", [{}, {"is_framework_editor": True}, {"is_superuser": True}])
@pytest.mark.parametrize("address", [INDEX, USERS, reverse("admin:login")])
def test_nobody_else_finds_these_pages(client, db, address, fields):
    client.force_login(UserFactory.create(**fields))

    assert client.get(address, follow=True).status_code == HTTPStatus.NOT_FOUND


def test_only_people_and_their_emails_are_here():
    assert set(site._registry) == {User, Team, JobRole, Supervision, Mail}  # noqa: SLF001 - the site has no other list


def test_a_new_account_gets_a_link_to_choose_a_password(client, administrator):
    new = {"email": "new@example.org", "full_name": "New Nurse", "is_active": "on"}

    response = client.post(ADD, new)

    user = User.objects.get(email="new@example.org")
    assertContains(client.get(response.url), "A link to choose a password will be sent to new@example.org.")
    assert not user.has_usable_password()
    [message] = delivered()
    assert message.to == ["new@example.org"]
    assert Entry.objects.filter(verb="add", by=administrator, about=user, what=f"people.user {user.pk}").count() == 1


def test_an_invitation_says_first_who_made_the_account_where_and_what_to_do(client, administrator, settings):
    settings.ORGANISATION, settings.SITE_URL = "Willow Trust", "https://ratings.example.org"
    User.objects.filter(pk=administrator.pk).update(full_name="Sam Carter")

    client.post(
        ADD, {"email": "new@example.org", "full_name": "New Nurse", "is_active": "on"}, headers={"host": "[::1]"}
    )

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
    address = reverse("admin:people_user_change", args=[nurse.pk])
    before = nurse.password
    assertNotContains(client.get(address), nurse.password)
    assertNotContains(client.get(address), 'name="password')

    client.post(address, {"email": "mine@example.org", "password": "x", "full_name": "Amara Obi", "is_active": "on"})

    nurse.refresh_from_db()
    assert (nurse.full_name, nurse.password) == ("Amara Obi", before)
    assert nurse.email != "mine@example.org"
    assert delivered() == []
    assert Entry.objects.filter(verb="change", by=administrator, about=nurse).count() == 1


@pytest.mark.parametrize(
    "lookup",
    [
        "password__startswith=md5",
        "assessments__isnull=True",
        "actions=1",
        "team__members__password__startswith=md5",
        "team__members__assessments__ratings__level=1",
        "job_role__user__assessments__ratings__level=1",
    ],
)
def test_filters_tell_nothing_of_passwords_or_assessments(client, administrator, lookup):
    response = client.get(f"{USERS}?id=1&{lookup}")

    assert response.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        ("team", "members__password__startswith=md5"),
        ("team", "leads__assessments__isnull=True"),
        ("jobrole", "user__password__startswith=md5"),
        ("jobrole", "user__assessments__ratings__level=1"),
        ("supervision", "practitioner__assessments__ratings__level=1"),
        ("supervision", "supervisor__password__startswith=md5"),
        ("supervision", "practitioner__email__startswith=a"),
    ],
)
def test_filters_of_every_list_tell_nothing_either(client, administrator, model, lookup):
    response = client.get(f"{reverse(f'admin:people_{model}_changelist')}?{lookup}")

    assert response.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        ("2026-01-01", "", True),
        ("2026-03-31", "2026-05-01", True),
        ("2026-01-01", "2026-02-01", True),
        ("2026-04-01", "", False),
        ("2026-01-01", "2026-01-31", False),
    ],
)
def test_a_second_supervision_at_the_same_time_is_refused_in_words(client, administrator, start, end, refused):
    nurse, supervisor = UserFactory.create_batch(2)
    pair = {"practitioner": nurse, "supervisor": supervisor}
    Supervision.objects.create(**pair, started_on=date(2026, 2, 1), ended_on=date(2026, 3, 31))
    keys = {name: person.pk for name, person in pair.items()}

    response = client.post(reverse("admin:people_supervision_add"), {**keys, "started_on": start, "ended_on": end})

    why = "This person supervises them from 1 February 2026 to 31 March 2026 already."
    assert (response.status_code == HTTPStatus.OK and why in response.content.decode()) is refused
    assert Supervision.objects.count() == (1 if refused else 2)


def test_an_end_is_not_moved_into_the_next_supervision(client, administrator):
    nurse, supervisor = UserFactory.create_batch(2)
    pair = {"practitioner": nurse, "supervisor": supervisor}
    first = Supervision.objects.create(**pair, started_on=date(2026, 1, 1), ended_on=date(2026, 1, 31))
    Supervision.objects.create(**pair, started_on=date(2026, 2, 1))

    address = reverse("admin:people_supervision_change", args=[first.pk])
    response = client.post(address, {"ended_on": "2026-02-01"})

    assertContains(response, "This person supervises them from 1 February 2026 already.")


def test_two_without_an_end_are_refused_once(client, administrator):
    nurse, supervisor = UserFactory.create_batch(2)
    Supervision.objects.create(practitioner=nurse, supervisor=supervisor)
    pair = {"practitioner": nurse.pk, "supervisor": supervisor.pk, "started_on": "2026-01-01"}

    response = client.post(reverse("admin:people_supervision_add"), pair)

    assertContains(response, "This person supervises them already", count=1)


def test_a_supervision_without_a_day_is_asked_for_one(client, administrator):
    response = client.post(reverse("admin:people_supervision_add"), {"practitioner": "", "started_on": ""})

    assertContains(response, "This field is required.", count=3)


def test_filters_that_the_list_offers_work(client, administrator):
    offered = "is_active__exact=1", "team__id__exact=1", "team__isnull=True", "job_role__id__exact=1"

    assert {client.get(f"{USERS}?{lookup}").status_code for lookup in offered} == {HTTPStatus.OK}


def test_a_new_team_is_written_down_and_is_about_nobody(client, administrator):
    client.post(reverse("admin:people_team_add"), {"name": "Willow ward"})

    [entry] = Entry.objects.all()
    assert (entry.verb, entry.what, entry.about) == ("add", f"people.team {Team.objects.get().pk}", None)


def test_a_job_role_stays_what_past_assessments_were_made_for(client, administrator):
    role = administrator.job_role

    client.post(reverse("admin:people_jobrole_change", args=[role.pk]), {"code": "x", "title": "Chief executive"})

    role.refresh_from_db()
    assert (role.code, role.title) == ("registered-nurse", "Registered nurse")


@pytest.mark.time_machine("2026-02-03 12:00Z", tick=False)
def test_a_supervision_keeps_its_people_and_its_end_can_be_corrected(client, administrator):
    nurse, supervisor, other = UserFactory.create_batch(3)
    supervision = Supervision.objects.create(
        practitioner=nurse, supervisor=supervisor, ended_on=date(2026, 2, 5), successor=other
    )
    address = reverse("admin:people_supervision_change", args=[supervision.pk])

    client.post(address, {"practitioner": other.pk, "ended_on": "2026-02-08"})
    supervision.refresh_from_db()
    assert (supervision.practitioner, supervision.ended_on, supervision.successor) == (nurse, date(2026, 2, 8), other)

    client.post(address, {"ended_on": ""})
    supervision.refresh_from_db()
    assert (supervision.ended_on, supervision.successor) == (None, None)


def test_a_supervision_is_ended_where_what_is_in_hand_stands(client, administrator):
    nurse, supervisor = UserFactory.create_batch(2)
    supervision = Supervision.objects.create(practitioner=nurse, supervisor=supervisor)
    address = reverse("admin:people_supervision_change", args=[supervision.pk])

    client.post(address, {"ended_on": supervision.started_on.isoformat()})

    supervision.refresh_from_db()
    assert supervision.ended_on is None
    link = f"{reverse('end-supervision', args=[supervisor.pk])}?person={nurse.pk}"
    assertContains(client.get(address), f'href="{link}"')


def test_who_supervises_people_keeps_their_account_until_that_is_passed_on(client, administrator):
    nurse, supervisor = UserFactory.create_batch(2)
    supervision = Supervision.objects.create(practitioner=nurse, supervisor=supervisor)
    address = reverse("admin:people_user_change", args=[supervisor.pk])
    closed = {"full_name": supervisor.full_name}
    link = f'href="{reverse("end-supervision", args=[supervisor.pk])}"'

    response = client.post(address, closed)
    assertContains(response, "They supervise 1 person: first end that supervision")
    assertContains(response, link)
    supervision.ended_on = supervision.started_on
    supervision.save()
    assertNotContains(client.get(address), link)
    client.post(address, closed)

    supervisor.refresh_from_db()
    assert not supervisor.is_active


@pytest.mark.time_machine("2026-02-03 12:00Z", tick=False)
def test_closing_an_account_ends_who_supervises_its_owner(client, administrator):
    nurse, supervisor = UserFactory.create(full_name="Amara Okafor"), UserFactory.create()
    Supervision.objects.create(practitioner=nurse, supervisor=supervisor, started_on=date(2026, 1, 1))

    for _ in range(2):
        client.post(reverse("admin:people_user_change", args=[nurse.pk]), {"full_name": nurse.full_name})

    assert list(nurse.supervised_by.values_list("ended_on", flat=True)) == [date(2026, 2, 2)]
    assert [(notice.person, notice.subject) for notice in Notice.objects.all()] == [
        (supervisor, "Your supervision of Amara Okafor is over")
    ]


def test_accounts_are_closed_never_deleted(client, administrator):
    nurse = UserFactory.create()

    response = client.post(reverse("admin:people_user_delete", args=[nurse.pk]), {"post": "yes"})

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert User.objects.filter(pk=nurse.pk).exists()


def test_administrators_say_who_supervises_whom(client, administrator):
    nurse, supervisor = UserFactory.create_batch(2)
    pair = {"practitioner": nurse.pk, "supervisor": supervisor.pk, "started_on": "2026-01-01"}

    response = client.post(reverse("admin:people_supervision_add"), pair)

    assertRedirects(response, reverse("admin:people_supervision_changelist"))
    assert list(nurse.supervisors()) == [supervisor]
    assert LogEntry.objects.count() == 1
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.by, entry.about) == ("add", administrator, nurse)


@pytest.mark.time_machine("2026-02-03 12:00Z", tick=False)
def test_both_are_told_when_a_supervision_begins_and_when_its_end_is_corrected(client, administrator):
    nurse, supervisor = UserFactory.create(full_name="Amara Okafor"), UserFactory.create(full_name="Priya Nair")
    pair = {"practitioner": nurse.pk, "supervisor": supervisor.pk, "started_on": "2026-01-01"}

    client.post(reverse("admin:people_supervision_add"), pair)
    Supervision.objects.update(ended_on=date(2026, 2, 5))
    address = reverse("admin:people_supervision_change", args=[Supervision.objects.get().pk])
    client.post(address, {"ended_on": "2026-02-03"})

    assert [(message.to, message.subject) for message in delivered()] == [
        ([nurse.email], "Your supervision by Priya Nair"),
        ([supervisor.email], "Your supervision of Amara Okafor"),
    ] * 2
    texts = [notice.text.partition(": ")[0].partition("recorded that ")[2] for notice in Notice.objects.order_by("pk")]
    assert texts == [
        "Priya Nair supervises you from 1 January 2026",
        "you supervise Amara Okafor from 1 January 2026",
        "Priya Nair supervises you from 1 January 2026 to 3 February 2026",
        "you supervise Amara Okafor from 1 January 2026 to 3 February 2026",
    ]


@pytest.mark.time_machine("2026-02-04 12:00Z", tick=False)
@pytest.mark.parametrize(
    ("days", "subjects", "texts"),
    [
        (
            {"started_on": "2026-01-01", "ended_on": "2026-02-03"},
            ["Your supervision by Priya Nair is over", "Your supervision of Amara Okafor is over"],
            [
                "Priya Nair supervised you until 3 February 2026",
                "you supervised Amara Okafor until 3 February 2026",
            ],
        ),
        (
            {"started_on": "2026-02-05"},
            ["Your supervision by Priya Nair", "Your supervision of Amara Okafor"],
            [
                "Priya Nair will supervise you from 5 February 2026",
                "you will supervise Amara Okafor from 5 February 2026",
            ],
        ),
    ],
    ids=["over", "to come"],
)
def test_a_supervision_that_is_not_now_is_not_spoken_of_as_if_it_were(client, administrator, days, subjects, texts):
    nurse, supervisor = UserFactory.create(full_name="Amara Okafor"), UserFactory.create(full_name="Priya Nair")

    client.post(
        reverse("admin:people_supervision_add"), {"practitioner": nurse.pk, "supervisor": supervisor.pk, **days}
    )

    told = Notice.objects.order_by("pk")
    assert [notice.subject for notice in told] == subjects
    assert [notice.text.partition("recorded that ")[2].partition(":")[0] for notice in told] == texts


def test_saving_without_a_change_writes_and_tells_nothing(client, administrator):
    nurse, supervisor = UserFactory.create_batch(2)
    supervision = Supervision.objects.create(practitioner=nurse, supervisor=supervisor, ended_on=date(2999, 1, 1))
    end = {"ended_on": supervision.started_on.isoformat()}
    role = {"job_role": nurse.job_role_id, "full_name": nurse.full_name, "is_active": "on"}
    client.post(reverse("admin:people_supervision_change", args=[supervision.pk]), end)
    before = (Entry.objects.count(), Notice.objects.count(), LogEntry.objects.count())

    client.post(reverse("admin:people_supervision_change", args=[supervision.pk]), end)
    client.post(reverse("admin:people_user_change", args=[nurse.pk]), role)

    assert before == (1, 2, 1)
    assert (Entry.objects.count(), Notice.objects.count(), LogEntry.objects.count()) == before


def test_nonsense_about_supervision_is_refused_in_words(client, administrator):
    nurse = UserFactory.create()
    pair = {"practitioner": nurse.pk, "supervisor": nurse.pk, "started_on": "2026-01-01"}

    response = client.post(reverse("admin:people_supervision_add"), pair)

    assertContains(response, "Nobody supervises themselves: choose two people.")
