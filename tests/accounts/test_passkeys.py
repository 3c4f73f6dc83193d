"""A passkey alone signs its owner in."""

import json
from typing import Any

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory
from django.urls import reverse
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AuthenticatorData
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertRedirects

from competence_app.accounts.forms.second_steps import NewPasskeyForm, PasskeyForm
from competence_app.accounts.models import SignIn
from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.accounts.authenticators import HOST, Device, add_passkey, browser, challenge, use_passkey
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered

SIGN_IN, HOME, ACCOUNT = reverse("sign-in"), reverse("home"), reverse("account")
REFUSED = "The passkey was not accepted"


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org")


@pytest.fixture
def phone(amara) -> Device:
    """Her phone, with a passkey."""
    device, client = Device(), signed_in(amara)
    assertRedirects(add_passkey(client, device), reverse("recovery-codes"))
    return device


def signed_in(user: User) -> Any:
    client = browser()
    client.post(SIGN_IN, {"username": user.email, "password": PASSWORD})
    return client


def test_it_signs_in_without_a_password_and_without_another_step(amara, phone):
    client = browser()

    assertRedirects(use_passkey(client, phone), HOME)

    assert client.session[SESSION_KEY] == str(amara.pk)
    assert SignIn.objects.filter(person=amara, outcome="right").count() == 2
    assert Authenticator.objects.get(type="webauthn").last_used_at


def test_it_leads_to_where_the_page_was_meant_to_lead(amara, phone):
    client = browser()
    credential = json.dumps(phone.sign(challenge(client)))

    response = client.post(reverse("passkey"), {"credential": credential, "next": ACCOUNT})

    assertRedirects(response, ACCOUNT)


def test_it_leads_to_no_other_site(amara, phone):
    client = browser()
    credential = json.dumps(phone.sign(challenge(client)))

    response = client.post(reverse("passkey"), {"credential": credential, "next": "https://evil.example/"})

    assertRedirects(response, HOME)


def test_the_page_of_sign_in_keeps_where_it_was_meant_to_lead(client, db):
    assertContains(client.get(f"{SIGN_IN}?next={ACCOUNT}"), f'<input type="hidden" name="next" value="{ACCOUNT}">')


def refused(client: Any, response: Any) -> None:
    assertRedirects(response, SIGN_IN, fetch_redirect_response=False)
    assertContains(client.get(SIGN_IN), REFUSED)
    assert SESSION_KEY not in client.session


def test_an_answer_is_good_once(amara, phone):
    client = browser()
    sent = {"credential": json.dumps(phone.sign(challenge(client)))}
    client.post(reverse("passkey"), sent)
    client.post(reverse("sign-out"))

    refused(client, client.post(reverse("passkey"), sent))


def test_an_answer_to_a_refused_challenge_is_good_no_more(amara, phone):
    client = browser()
    sent = {"credential": json.dumps(phone.sign(challenge(client)))}
    client.post(reverse("passkey"), {"credential": "nonsense"})

    refused(client, client.post(reverse("passkey"), sent))


def test_an_answer_to_another_browsers_challenge_is_refused(amara, phone):
    one, other = browser(), browser()
    challenge(other)

    refused(other, other.post(reverse("passkey"), {"credential": json.dumps(phone.sign(challenge(one)))}))


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://evil.example"},
        {"flags": AuthenticatorData.FLAG.UP},  # nobody unlocked it
        {"key": Device().key},
        {"credential_id": b"of somebody else"},
        {"user_handle": "enp6"},  # the account with the number zzz
        {"user_handle": "!"},
        {"user_handle": None},
    ],
    ids=["site", "locked", "key", "credential", "somebody", "nobody", "unsaid"],
)
def test_what_is_not_her_passkey_on_this_site_unlocked_by_her_is_refused(amara, phone, changes):
    client = browser()
    for name, value in changes.items():
        setattr(phone, name, value)

    refused(client, use_passkey(client, phone))


def test_it_opens_no_closed_account(amara, phone):
    User.objects.update(is_active=False)
    client = browser()

    refused(client, use_passkey(client, phone))


def test_one_persons_passkey_is_no_second_step_of_another(amara, phone):
    other, key = UserFactory.create(), Device(credential_id=b"the other's")
    add_passkey(signed_in(other), key)
    client = signed_in(other)
    assert SESSION_KEY not in client.session

    response = use_passkey(client, phone, "second-step")

    assertContains(response, REFUSED)
    assert SESSION_KEY not in client.session


def test_whoever_is_signed_in_is_led_home(amara, phone):
    client = browser()
    use_passkey(client, phone)

    assertRedirects(use_passkey(client, phone), HOME)


def test_adding_one_is_told_and_on_record(amara, phone):
    [entry] = Entry.objects.about(amara)
    assert (entry.verb, entry.by) == ("add passkey", amara)
    [mail] = delivered()
    assert (mail.to, mail.subject) == (["amara@example.org"], "A passkey was added")


def test_it_is_listed_with_its_name_in_one_line(amara):
    client = signed_in(amara)

    add_passkey(client, Device(), "Blue\r\nkey")

    assertContains(client.get(reverse("second-steps")), "Blue key")


def test_a_name_that_shows_nothing_is_another(amara):
    client = signed_in(amara)

    add_passkey(client, Device(), "\u202e")

    assert str(Authenticator.objects.get(type="webauthn")) == "Passkey"


@pytest.mark.parametrize(
    "changes", [{"origin": "https://evil.example"}, {"flags": AuthenticatorData.FLAG.UP}], ids=["site", "locked"]
)
def test_what_another_site_or_nobody_made_is_not_added(amara, changes):
    client = signed_in(amara)

    page = add_passkey(client, Device(**changes))

    assertContains(page, REFUSED)
    assert not Authenticator.objects.exists()


def test_one_that_is_there_is_not_added_again(amara, phone):
    client = browser()
    use_passkey(client, phone)

    options = challenge(client, "passkey-registration")

    assert len(options["excludeCredentials"]) == 1
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"


PARTS = ("id", "rawId", "type", "response", "clientDataJSON", "attestationObject", "authenticatorData", "signature")
VALUES = st.none() | st.booleans() | st.text() | st.sampled_from(["public-key", "AAAA", "e30", "oA", "_" * 64])


@pytest.mark.django_db
@given(
    replaced=st.dictionaries(st.sampled_from(PARTS), VALUES),
    cut=st.integers(0, 400),
    signed=st.binary(max_size=80),
)
def test_no_answer_fails_whatever_a_device_says(replaced, cut, signed):
    request = RequestFactory(headers={"host": HOST}).post("/")
    with request_context(request):
        for form, answer in ((NewPasskeyForm, Device().make), (PasskeyForm, Device().sign)):
            request.session = SessionBase()
            request.session.update({STATE_SESSION_KEY: {"challenge": "AAAA", "user_verification": "required"}})
            sent = answer({"challenge": "AAAA", "user": {"id": "MQ"}})
            for part in ("attestationObject", "authenticatorData"):
                if whole := sent["response"].get(part):
                    sent["response"][part] = websafe_encode(websafe_decode(whole)[:cut] + signed)
            for part, value in replaced.items():
                target = sent if part in sent else sent["response"]
                if isinstance(target, dict):
                    target[part] = value

            form(
                {"credential": json.dumps(sent), "name": "x"}, **({"user": User(pk=1)} if form == PasskeyForm else {})
            ).is_valid()

            assert STATE_SESSION_KEY not in request.session
