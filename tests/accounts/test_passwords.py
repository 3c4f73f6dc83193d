"""Passwords: long ones are taken whole, common ones are refused."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from tests.factories import PASSWORD, UserFactory

CHANGE = reverse("password_change")


@pytest.fixture
def amara(client, db):
    user = UserFactory.create(full_name="Amara Okafor")
    client.force_login(user)
    return user


def change_to(client, password: str):
    new = {"new_password1": password, "new_password2": password}
    return client.post(CHANGE, {"old_password": PASSWORD, **new})


@pytest.mark.parametrize("length", [128, 4096])
def test_a_long_password_is_kept_to_its_last_character(client, amara, length):
    password = "Wards at night are quiet, mostly. " * 130
    password = password[: length - 1] + "!"

    assertRedirects(change_to(client, password), reverse("password_change_done"))

    amara.refresh_from_db()
    assert authenticate(username=amara.email, password=password) == amara
    assert authenticate(username=amara.email, password=password[:-1]) is None
    client.logout()
    response = client.post(reverse("sign-in"), {"username": amara.email, "password": password})
    assertRedirects(response, reverse("home"))


@pytest.mark.parametrize("common", ["password1234", "professional", "1q2w3e4r5t6y7u8i9o0p"])
def test_a_common_password_is_refused_however_long(client, amara, common):
    response = change_to(client, common)

    assertContains(response, "This password is too common.")
    amara.refresh_from_db()
    assert amara.check_password(PASSWORD)
    with pytest.raises(ValidationError, match="too common"):
        validate_password(common.upper())
