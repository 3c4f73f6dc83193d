"""A person changes the address that they sign in with: confirmed at the new one, told to the old one."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.accounts.models import SignIn
from competence_app.audit.models import Entry
from competence_app.people.models import SupervisionRequest, User
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
ADDRESS, ACCOUNT = reverse("address"), reverse("account")
NEW = "amara@new.example"


@pytest.fixture
def amara(client, db) -> User:
    user = UserFactory.create(email="amara@old.example", full_name="Amara Okafor")
    client.force_login(user)
    return user


def ask(client, email: str = NEW, password: str = PASSWORD):
    return client.post(ADDRESS, {"email": email, "password": password})


def link(client, email: str = NEW) -> str:
    """Ask, and return where the link leads that was sent."""
    ask(client, email)
    [message] = delivered()
    assert (message.to, message.subject) == ([email], "Confirm your new email address")
    assert "in place of amara@old.example" in message.body
    return str(re.findall(r"https?://[^/]+(/account/address/\S+)", str(message.body))[0])


def test_nothing_changes_until_it_is_confirmed_at_the_new_address(client, amara):
    response = ask(client)

    assertRedirects(response, ACCOUNT, fetch_redirect_response=False)
    assertContains(client.get(ACCOUNT), f"A link will be sent to {NEW}.")
    amara.refresh_from_db()
    assert amara.email == "amara@old.example"


def test_it_is_confirmed_told_to_the_old_address_and_on_record(client, amara):
    page = link(client)
    assertContains(client.get(page), f"From now on you sign in with {NEW}")

    response = client.post(page, follow=True)

    assertContains(response, f"You sign in with {NEW} from now on.")
    amara.refresh_from_db()
    assert amara.email == NEW
    message = delivered()[-1]
    assert (message.to, message.subject) == (["amara@old.example"], "Your email address was changed")
    assert NEW in message.body
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == ["ask for another address", "change address"]


def test_the_link_works_once_for_a_day_and_for_nobody_else(client, amara, time_machine):
    page = link(client)
    client.force_login(UserFactory.create())
    assert client.get(page).status_code == HTTPStatus.NOT_FOUND
    client.force_login(amara)
    assert client.get(f"{page[:-2]}x/").status_code == HTTPStatus.NOT_FOUND

    client.post(page)

    past = "This link was used, or is older than a day."
    assertContains(client.get(page), past, status_code=HTTPStatus.NOT_FOUND)
    User.objects.get_queryset().filter(pk=amara.pk).update(email="amara@old.example")
    assert client.get(page).status_code == HTTPStatus.OK
    time_machine.shift(timedelta(days=1, seconds=1))
    client.force_login(amara)
    assertContains(client.get(page), past, status_code=HTTPStatus.NOT_FOUND)


def test_an_address_that_somebody_has_is_told_only_to_whoever_reads_its_mail(client, amara):
    taken = UserFactory.create(email=NEW)
    page = link(client)

    response = client.post(page, follow=True)

    assertContains(response, "There is an account with this email address already.")
    amara.refresh_from_db()
    assert amara.email == "amara@old.example"
    assert User.objects.get(email=NEW) == taken


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"email": "amara@old.example"}, "This is the address that you have."),
        ({"email": "nonsense"}, "Enter an email address in the correct format"),
        ({"password": "guess"}, "The password is not right."),
    ],
)
def test_what_is_wrong_is_said(client, amara, sent, error):
    response = client.post(ADDRESS, {"email": NEW, "password": PASSWORD} | sent)

    assertContains(response, error)
    assert delivered() == []


def test_whoever_guesses_the_password_waits(client, amara):
    for _ in range(5):
        ask(client, password="guess")

    assertContains(ask(client), "There were too many wrong passwords or codes.")
    assert SignIn.objects.count() == 5


def test_who_asked_the_old_address_to_supervise_asks_the_new_one(client, amara):
    ben, carys = UserFactory.create_batch(2)
    for practitioner, email in ((ben, amara.email), (carys, amara.email), (carys, NEW)):
        SupervisionRequest.objects.create(practitioner=practitioner, email=email)

    client.post(link(client))

    asked = SupervisionRequest.objects.order_by("pk").values_list("practitioner", "email")
    assert list(asked) == [(ben.pk, NEW), (carys.pk, "amara@old.example"), (carys.pk, NEW)]


def test_nothing_is_sent_to_either_address_of_a_closed_account(client, amara):
    ask(client)
    User.objects.get_queryset().filter(pk=amara.pk).update(is_active=False)

    assert delivered() == []
