"""Setting up what one signs in with besides a password, and removing it again."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import Notice, User
from tests.accounts.authenticators import (
    Device,
    add_passkey,
    app_of,
    browser,
    code_of,
    codes_of,
    secret_of,
    secret_on,
    use_passkey,
)
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered
from tests.words import words

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
SIGN_IN, PROVE, STEPS, APP, PASSKEY, CODES, FILE = (
    reverse(name)
    for name in (
        *("sign-in", "prove", "second-steps", "authenticator-app", "new-passkey", "recovery-codes"),
        "recovery-codes-file",
    )
)
TOO_LATE = timedelta(minutes=10)


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org")


@pytest.fixture
def here(amara) -> Client:
    """A browser in which she has just entered her password."""
    return signed_in(amara)


def signed_in(user: User) -> Client:
    client = browser()
    client.post(SIGN_IN, {"username": user.email, "password": PASSWORD})
    return client


def remove(kind: str) -> str:
    return reverse("remove-second-step", args=[Authenticator.objects.get(type=kind).pk])


def verbs(user: User) -> list[str]:
    return list(Entry.objects.about(user).order_by("pk").values_list("verb", flat=True))


def test_the_account_leads_there(here):
    assertContains(here.get(reverse("account")), f'href="{STEPS}"')


def test_an_app_that_shows_the_right_code_is_set_up(here, amara):
    secret = secret_on(here.get(APP))

    response = here.post(APP, {"code": code_of(secret)})

    assertRedirects(response, CODES)
    assert secret_of(amara) == secret
    assert verbs(amara) == ["set up app"]
    [mail] = delivered()
    assert mail.subject == "An authenticator app was set up"
    assert "If that was not you, change your password" in str(mail.body)
    assert not Notice.objects.visible_to(amara).filter(read_at=None).exists()


def test_the_picture_is_drawn_in_the_page_and_says_the_same(here):
    page = here.get(APP)

    assertContains(page, 'aria-label="QR code with the key below"')


def test_a_wrong_code_sets_nothing_up(here, amara):
    secret = secret_on(here.get(APP))

    page = here.post(APP, {"code": "000000"})

    assertContains(page, "The code is not right")
    assert secret_on(page) == secret
    assert not Authenticator.objects.exists()


def test_the_secret_does_not_wait_in_the_session_as_it_is(here):
    secret = secret_on(here.get(APP))

    assert secret not in str(dict(here.session))


def test_the_code_that_set_it_up_signs_nobody_in(here, amara):
    code = code_of(secret_on(here.get(APP)))
    here.post(APP, {"code": code})
    other = signed_in(amara)

    other.post(reverse("second-step"), {"code": code})

    assert SESSION_KEY not in other.session


def test_another_phone_takes_the_place_of_the_first(here, amara, time_machine):
    first = app_of(amara)
    here.post(f"{PROVE}?next={APP}", {"code": code_of(first)})

    here.post(APP, {"code": code_of(secret_on(here.get(APP)))})

    assert secret_of(amara) != first


def test_recovery_codes_are_shown_once_they_are_made_and_for_ten_minutes(here, amara, time_machine):
    here.post(APP, {"code": code_of(secret_on(here.get(APP)))})
    codes = re.findall(r"\d{5} \d{5}", words(here.get(CODES)))

    kept = here.get(FILE)

    assert len(codes) == 10
    assert re.findall(r"\d{5} \d{5}", kept.content.decode()) == codes
    assert kept["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert "amara@example.org" in kept.content.decode()
    time_machine.shift(TOO_LATE)
    here.post(f"{PROVE}?next={CODES}", {"code": code_of(secret_of(amara))})
    assertContains(here.get(CODES), "You have 10 left.")
    assert not re.findall(r"\d{5} \d{5}", words(here.get(CODES)))
    assertRedirects(here.get(FILE), CODES)


def test_new_recovery_codes_take_the_place_of_the_former(here, amara):
    here.post(APP, {"code": code_of(secret_on(here.get(APP)))})
    before = re.findall(r"\d{5} \d{5}", words(here.get(CODES)))

    page = here.post(CODES, follow=True)

    after = re.findall(r"\d{5} \d{5}", words(page))
    assert len(after) == 10
    assert not {*before} & {*after}
    assert verbs(amara)[-1] == "make recovery codes"
    assert delivered()[-1].subject == "You have new recovery codes"


def test_whoever_has_no_second_step_needs_no_recovery_codes(here):
    assertRedirects(here.post(CODES), STEPS)

    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(("used", "told"), [(0, "10 recovery codes left"), (9, "1 recovery code left")])
def test_she_sees_how_many_codes_are_left(here, amara, used, told):
    app_of(amara)
    for code in codes_of(amara)[:used]:
        here.post(PROVE, {"code": code})

    assertContains(here.get(STEPS), told)


def test_she_is_told_when_no_code_is_left(here, amara):
    app_of(amara)
    for code in codes_of(amara):
        here.post(PROVE, {"code": code})

    assertContains(here.get(STEPS), "You have no recovery codes left.")
    assertContains(here.get(CODES), "You have none left.")


def test_she_sees_what_is_set_up_and_when_it_was_used(here, amara, time_machine):
    device = Device()
    add_passkey(here, device, "My phone")
    here.post(APP, {"code": code_of(secret_on(here.get(APP)))})
    before = words(here.get(STEPS))
    time_machine.shift(timedelta(hours=1))
    use_passkey(browser(), device)
    here.post(PROVE, {"code": code_of(secret_of(amara))})

    after = words(here.get(STEPS))

    assert "My phone Added on 22 November 2026, not used yet" in before
    assert "Set up on 22 November 2026, not used yet." in before
    assert "My phone Added on 22 November 2026, last used on 22 November 2026, 13:00" in after
    assert "Set up on 22 November 2026, last used on 22 November 2026, 13:00." in after


def test_removing_one_of_two_leaves_the_other_and_the_codes(here, amara):
    add_passkey(here, Device())
    here.post(APP, {"code": code_of(secret_on(here.get(APP)))})
    assertContains(here.get(remove("webauthn")), "Your other second steps stay.")

    response = here.post(remove("webauthn"))

    assertRedirects(response, STEPS)
    assert {one.type for one in Authenticator.objects.all()} == {"totp", "recovery_codes"}
    assert verbs(amara)[-1] == "remove passkey"
    assert delivered()[-1].subject == "A passkey was removed"


def test_with_the_last_one_go_the_codes(here, amara):
    here.post(APP, {"code": code_of(secret_on(here.get(APP)))})
    assertContains(here.get(remove("totp")), "your recovery codes go too")

    here.post(remove("totp"))

    assert not Authenticator.objects.exists()
    assert verbs(amara)[-1] == "remove app"


def test_nobody_removes_another_persons_nor_recovery_codes_alone(here, amara):
    other = UserFactory.create()
    app_of(other)
    assert here.post(remove("totp")).status_code == HTTPStatus.NOT_FOUND
    Authenticator.objects.all().delete()
    here.post(APP, {"code": code_of(secret_on(here.get(APP)))})

    assert here.post(remove("recovery_codes")).status_code == HTTPStatus.NOT_FOUND
    assert Authenticator.objects.count() == 2


def test_the_page_for_a_passkey_says_what_to_do_without_scripts(here):
    assertContains(here.get(PASSKEY), "A passkey needs a browser with JavaScript")


def test_pages_without_a_second_step_offer_both(here):
    page = here.get(STEPS)

    assertContains(page, f'href="{APP}"')
    assertContains(page, f'href="{PASSKEY}"')
    assertNotContains(page, CODES)
