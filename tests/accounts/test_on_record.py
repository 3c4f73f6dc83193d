"""What is on record of getting in, and of accounts: never a password, nor an address that somebody typed."""

from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from competence_app.accounts.actions.administering import change
from competence_app.accounts.models import SignIn
from competence_app.accounts.rules.guessing import Guesses, Wrong
from competence_app.audit.models import Entry
from competence_app.people.models import Team, User
from tests.factories import PASSWORD, JobRoleFactory, UserFactory

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
NEW = "a wholly new battery"


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org", full_name="Amara Okafor")


def enter(entered: str = "guess", email: str = "amara@example.org") -> None:
    """Send the form of signing in, from a browser of its own."""
    Client(REMOTE_ADDR="192.0.2.1").post(reverse("sign-in"), {"username": email, "password": entered})


def lines() -> list[tuple[str, User | None, User | None]]:
    """Return what is on record, the oldest first: what was done, by whom, about whom."""
    return [(entry.verb, entry.by, entry.about) for entry in Entry.objects.order_by("pk")]


def test_who_signs_in_is_on_record(amara):
    enter(PASSWORD)

    assert lines() == [("sign in", amara, None)]
    assert Entry.objects.get().by_name == "Amara Okafor"


def test_that_passwords_were_wrong_before_is_on_record(amara):
    enter()
    enter(PASSWORD)

    assert lines() == [("sign in after wrong passwords", amara, None)]


@pytest.mark.parametrize("email", ["amara@example.org", "nobody@example.org"])
def test_that_whoever_guesses_has_to_wait_is_on_record(amara, email):
    for _ in range(4):
        enter(email=email)
    assert lines() == []

    for _ in range(10):
        enter(email=email)

    about = amara if email == amara.email else None
    assert lines() == [("hold up guesses", None, about)]
    [entry] = Entry.objects.all()
    assert entry.what == f"accounts.signin {SignIn.objects.latest('pk').pk}"


def test_a_longer_wait_is_on_record_until_it_grows_no_more(amara, time_machine):
    for _ in range(31):
        enter()
        time_machine.shift(timedelta(minutes=16))

    assert lines() == [("hold up guesses", None, amara)] * 11 + [("hold up guesses from everywhere", None, amara)]


def test_a_wait_is_noted_by_as_many_queries_whether_there_is_an_account(amara, django_assert_num_queries):
    for email in ("amara@example.org", "nobody@example.org"):
        for _ in range(4):
            enter(email=email)
        with django_assert_num_queries(5):  # three, whose address it is, and the line
            enter(email=email)


def test_a_network_that_is_held_up_is_nobodys():
    wrong = Guesses(Wrong(1), Wrong(1), Wrong(99), is_known=False)

    assert wrong.waits_grown == ["hold up a network"]


def test_another_password_is_on_record_and_what_it_is_is_not(client, amara):
    client.force_login(amara)

    client.post(
        reverse("password_change"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}, follow=True
    )

    assert lines() == [("change password", amara, amara)]
    assert not Entry.objects.filter(what__contains=NEW).exists()


def test_a_password_chosen_by_a_link_is_on_record(client, amara):
    uid, token = urlsafe_base64_encode(force_bytes(amara.pk)), default_token_generator.make_token(amara)
    form = client.get(reverse("password_reset_confirm", args=[uid, token]), follow=True).redirect_chain[-1][0]

    client.post(form, {"new_password1": NEW, "new_password2": NEW})

    assert lines() == [("choose password", amara, amara)]


def test_what_administrators_change_of_an_account_is_on_record_one_by_one(client, amara):
    sam = UserFactory.create(is_people_administrator=True)
    former, job_role, team = amara.job_role, JobRoleFactory.create(code="ward-manager"), Team.objects.create(name="Ash")
    client.force_login(sam)
    page = reverse("person", args=[amara.pk])

    client.post(page, {"full_name": "Amara Obi", "job_role": job_role.pk, "team": team.pk, "is_active": "on"})
    client.post(page, {"full_name": "Amara Obi", "job_role": "", "team": team.pk})
    client.post(page, {"full_name": "Amara Obi", "job_role": "", "team": team.pk, "is_active": "on"})

    assert former
    assert list(Entry.objects.about(amara).order_by("pk").values_list("verb", "what", "about_name")) == [
        ("rename", f"people.user {amara.pk}", "Amara Okafor"),
        ("give", f"people.jobrole {job_role.pk}", "Amara Obi"),
        ("give", f"people.team {team.pk}", "Amara Obi"),
        ("close", f"people.user {amara.pk}", "Amara Obi"),
        ("take", f"people.jobrole {job_role.pk}", "Amara Obi"),
        ("open", f"people.user {amara.pk}", "Amara Obi"),
    ]


def test_a_job_role_that_somebody_names_for_themselves_is_on_record(client, amara):
    job_role = JobRoleFactory.create(code="ward-manager")
    amara.job_role = None
    amara.save()
    client.force_login(amara)

    client.post(reverse("account"), {"full_name": "Amara Okafor", "job_role": job_role.pk, "scheme": ""})

    assert lines() == [("give", amara, amara)]
    assert Entry.objects.get().what == f"people.jobrole {job_role.pk}"


def test_what_two_administrators_take_at_once_is_taken_once(amara):
    sam = UserFactory.create(is_people_administrator=True)
    first, second = (User.objects.get(pk=amara.pk) for _ in range(2))
    first.job_role = second.job_role = None

    for person in (first, second):
        change(person, ["job_role"], by=sam)

    assert lines() == [("take", sam, amara)]
