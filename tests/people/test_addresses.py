"""One person, one address, however it is typed and wherever."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Upper
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.people.models import SupervisionRequest, User
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered

pytestmark = pytest.mark.django_db
ADD = reverse("new-person")
TYPED = ["N@BÜCHER.example", "n@bu\u0308cher.example", "N@XN--BCHER-KVA.EXAMPLE", "n@xn--bcher-kva.example"]
KEPT = "n@xn--bcher-kva.example"
GROWING = "İ" * 235 + "@example.org"  # lowered, each letter would be two
WRONG = "Enter an email address in the correct format, like name@example.com"


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("stored", TYPED)
def test_people_sign_in_by_every_spelling_of_their_address(client, stored, typed):
    UserFactory.create(email=stored)

    response = client.post(reverse("sign-in"), {"username": typed, "password": PASSWORD})

    assertRedirects(response, reverse("home"))


@pytest.mark.parametrize("typed", TYPED)
def test_a_link_to_choose_a_password_goes_to_every_spelling(client, typed):
    UserFactory.create(email=KEPT)

    client.post(reverse("password_reset"), {"email": typed})

    assert [message.to for message in delivered()] == [[KEPT]]


@pytest.mark.parametrize("typed", TYPED)
def test_whoever_is_asked_finds_the_request_by_every_spelling(client, typed):
    asked = UserFactory.create(email=KEPT)
    client.force_login(UserFactory.create())

    client.post(reverse("supervisors"), {"email": typed})

    assert [request.email for request in SupervisionRequest.objects.waiting_for(asked)] == [KEPT]


@pytest.mark.parametrize("typed", TYPED)
def test_an_address_has_one_account_in_every_spelling(client, typed):
    UserFactory.create(email=KEPT)
    client.force_login(UserFactory.create(is_people_administrator=True))

    response = client.post(ADD, {"email": typed, "full_name": "Nurse", "is_active": "on"})

    assertContains(response, "There is an account with this email address already.")


@pytest.mark.parametrize("typed", TYPED)
def test_every_way_to_store_an_address_stores_it_alike(typed):
    made = User.objects.create_user(typed, full_name="Nurse")
    moved = UserFactory.create()
    assert made.email == KEPT

    User.objects.filter(pk=made.pk).update(email="elsewhere@example.org")
    User.objects.filter(pk=moved.pk).update(email=typed)

    assert User.objects.get(email=typed) == moved
    assert User.objects.values_list("email", flat=True).get(pk=moved.pk) == KEPT


def test_the_database_refuses_an_address_in_capitals():
    UserFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.update(email=Upper("email"))


@pytest.mark.parametrize("typed", [GROWING, "\u212aim@example.org", '"a\x01b"@example.org', "n@☃..example"])
@pytest.mark.parametrize(
    ("page", "field"), [("sign-in", "username"), ("password_reset", "email"), ("supervisors", "email")]
)
def test_what_is_no_address_is_refused_in_words(client, page, field, typed):
    if page == "supervisors":
        client.force_login(UserFactory.create())

    response = client.post(reverse(page), {field: typed, "password": "x"})

    assertContains(response, WRONG)


@pytest.mark.parametrize("typed", [GROWING, "n@" + "ü" * 60 + ".example" * 40])
def test_administrators_make_no_account_without_an_address(client, typed):
    client.force_login(UserFactory.create(is_people_administrator=True))

    response = client.post(ADD, {"email": typed, "full_name": "Nurse", "is_active": "on"})

    assertContains(response, WRONG)
    assert User.objects.count() == 1


def test_an_address_too_long_once_it_is_ascii_is_refused_with_its_limit(client):
    client.force_login(UserFactory.create())
    domain = ".".join(["ü" * 30] * 6) + ".example"

    response = client.post(reverse("supervisors"), {"email": f"{'n' * 60}@{domain}"})

    assertContains(response, "Enter an email address of no more than 254 characters")


def test_the_model_checks_an_address_too():
    with pytest.raises(ValidationError) as refused:
        User(email=GROWING, full_name="Nurse", password="x").full_clean()

    assert refused.value.message_dict == {"email": [WRONG]}
