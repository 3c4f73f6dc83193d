"""Signing in through the organisation's own service, which runs beside the tests."""

from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from joserfc.jwk import OctKey, RSAKey
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.accounts.models import SignIn
from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.accounts.authenticators import app_of, code_of
from tests.accounts.service import BACK, CLIENT, THERE, leave, there_and_back
from tests.factories import UserFactory
from tests.post import delivered

SIGN_IN, ACCOUNT, HOME = (reverse(name) for name in ("sign-in", "account", "home"))
UNKNOWN, FAILED = "We do not know you yet", "You are not signed in"


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email="amara@example.org", full_name="Amara Okafor")


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_the_page_of_sign_in_offers_it(client, db, service):
    assertContains(client.get(SIGN_IN), "Sign in through Willow Trust")


def test_without_a_service_there_is_no_way_to_it(client, db):
    assertNotContains(client.get(SIGN_IN), "Sign in through")
    assert client.post(THERE).status_code == HTTPStatus.NOT_FOUND
    assert client.get(BACK).status_code == HTTPStatus.NOT_FOUND


def test_it_asks_for_a_code_bound_to_this_browser(client, db, service):
    address = leave(client)

    service.sign_in(address)
    assert address.startswith(f"{service.issuer}/authorize?")
    assert service.asked["response_type"] == "code"
    assert service.asked["redirect_uri"] == f"http://testserver{BACK}"
    assert service.asked["code_challenge_method"] == "S256"
    assert service.asked["scope"] == "openid"
    assert {len(service.asked[name]) for name in ("state", "nonce")} == {16, 32}


def test_whoever_is_linked_is_signed_in(client, known, service):
    response = there_and_back(client, service, next=ACCOUNT)

    assertRedirects(response, ACCOUNT)
    assert client.session[SESSION_KEY] == str(known.pk)
    [row] = SignIn.objects.all()
    assert (row.person, row.outcome) == (known, "right")


def test_a_service_whose_name_ends_in_a_slash_is_found(client, db, service, settings):
    settings.OIDC_ISSUER = f"{service.issuer}/"
    service.says = {"issuer": settings.OIDC_ISSUER}

    assert leave(client).startswith(f"{service.issuer}/authorize?")


def test_it_leads_to_no_other_site(client, known, service):
    assertRedirects(there_and_back(client, service, next="https://evil.example"), HOME)


def test_whoever_has_no_link_is_told_whom_to_ask(client, amara, service):
    service.claims |= {"email": "amara@example.org", "email_verified": True, "preferred_username": "amara"}

    page = there_and_back(client, service)

    assertContains(page, UNKNOWN, status_code=HTTPStatus.FORBIDDEN)
    assertContains(page, "ask your people administrator", status_code=HTTPStatus.FORBIDDEN)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_the_same_subject_of_another_service_is_somebody_else(client, known, service):
    SocialAccount.objects.update(provider="https://other.example")

    assertContains(there_and_back(client, service), UNKNOWN, status_code=HTTPStatus.FORBIDDEN)


def test_a_closed_account_stays_closed(client, known, service):
    User.objects.update(is_active=False)

    assertContains(there_and_back(client, service), "This account is closed", status_code=HTTPStatus.FORBIDDEN)
    assert not is_in(client)


def test_nothing_that_the_service_says_is_kept_but_who_it_is(client, known, service):
    service.claims |= {"email": "private@example.org", "name": "Amara"}

    there_and_back(client, service)

    assert [one.extra_data for one in SocialAccount.objects.all()] == [{}]
    assert not SocialToken.objects.exists()


FORGED = {
    "of another key": {"signs_with": RSAKey.generate_key(2048, {"kid": "one"})},
    "unsigned": {"header": {"alg": "none"}},
    "signed by what everybody reads": {
        "header": {"alg": "HS256", "kid": "one"},
        "signs_with": OctKey.import_key("k" * 32),
    },
    "of another service": {"claims": {"iss": "https://evil.example"}},
    "for another": {"claims": {"aud": "another"}},
    "for another among several": {"claims": {"aud": [CLIENT, "another"], "azp": "another"}},
    "too old": {"claims": {"exp": 1}},
    "of nobody": {"claims": {"sub": None}},
    "of no text": {"claims": {"sub": 7}},
    "of a long text": {"claims": {"sub": "a" * 192}},
    "of another sign-in": {"claims": {"nonce": "n" * 32}},
    "of no sign-in": {"claims": {"nonce": None}},
    "of a number": {"claims": {"nonce": 7}},
    "without an end": {"claims": {"exp": None}},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_good_lets_nobody_in(client, known, service, forged):
    for name, value in forged.items():
        setattr(service, name, {**service.claims, **value} if name == "claims" else value)

    page = there_and_back(client, service)

    assertContains(page, FAILED, status_code=HTTPStatus.FORBIDDEN)
    assert not is_in(client)


def test_an_answer_is_good_once_and_in_the_browser_that_asked(known, service):
    one, other = Client(), Client()
    answer = service.sign_in(leave(one))

    assertContains(other.get(f"{BACK}?{answer}"), FAILED, status_code=HTTPStatus.FORBIDDEN)
    assertRedirects(one.get(f"{BACK}?{answer}"), HOME)
    one.post(reverse("sign-out"))
    assertContains(one.get(f"{BACK}?{answer}"), FAILED, status_code=HTTPStatus.FORBIDDEN)


@pytest.mark.parametrize(
    "query", ["", "code=x", "state=x", "code=x&state=x", "error=access_denied", "state=%00&code=%ff"]
)
def test_whatever_comes_back_unasked_lets_nobody_in(client, known, service, query):
    assertContains(client.get(f"{BACK}?{query}"), FAILED, status_code=HTTPStatus.FORBIDDEN)


def test_whoever_refuses_there_is_told(client, known, service):
    service.sign_in(leave(client))

    page = client.get(f"{BACK}?{urlencode({'error': 'access_denied', 'state': service.asked['state']})}")

    assertContains(page, FAILED, status_code=HTTPStatus.FORBIDDEN)


@pytest.mark.parametrize(
    "says", [{"issuer": "https://evil.example"}, {"token_endpoint": None}, {"jwks_uri": 7}], ids=str
)
def test_another_service_than_the_one_that_was_asked_is_not_believed(client, db, service, says):
    service.says = says

    page = client.post(THERE)

    assertContains(page, FAILED, status_code=HTTPStatus.FORBIDDEN)


def test_a_service_that_is_away_leaves_the_other_ways(client, db, service, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:1"

    assertContains(client.post(THERE), FAILED, status_code=HTTPStatus.FORBIDDEN)


def test_what_it_says_elsewhere_must_be_of_the_same_person(client, known, service, settings):
    settings.OIDC_ROLES = {"editors": "editor"}
    service.about = {"sub": "another", "roles": ["editors"]}

    assertContains(there_and_back(client, service), FAILED, status_code=HTTPStatus.FORBIDDEN)


@pytest.mark.parametrize("where", ["token", "about"])
def test_roles_are_given_and_taken_at_each_sign_in(known, service, settings, where):
    settings.OIDC_ROLES = {"editors": "editor", "people": "administrator"}
    User.objects.update(is_people_administrator=True, is_organisation_lead=True)
    said = {"roles": ["editors", "others", 7]}
    service.claims |= said if where == "token" else {}
    service.about = {"sub": "amara-7", **said}

    there_and_back(Client(), service)

    known.refresh_from_db()
    assert (known.is_framework_editor, known.is_people_administrator, known.is_organisation_lead) == (True, False, True)
    entries = Entry.objects.about(known).exclude(verb="link sign-in").order_by("pk")
    assert [(entry.verb, entry.by) for entry in entries] == [("give editor", None), ("take administrator", None)]
    assert "Willow Trust recorded that you edit frameworks" in str(delivered()[1].body)


def test_roles_that_are_as_before_are_told_to_nobody(known, service, settings):
    settings.OIDC_ROLES = {"editors": "editor"}
    for _ in range(2):
        service.claims |= {"roles": "editors"}
        there_and_back(Client(), service)

    assert Entry.objects.about(known).filter(verb="give editor").count() == 1


def test_her_own_second_step_is_asked_for(client, known, service):
    secret = app_of(known)

    assertRedirects(there_and_back(client, service, next=ACCOUNT), reverse("second-step"))
    assert not is_in(client)
    assertRedirects(client.post(reverse("second-step"), {"code": code_of(secret)}), ACCOUNT)


@pytest.mark.parametrize("said", [{"acr": "two"}, {"amr": ["pwd", "otp"]}])
def test_a_second_step_that_the_service_took_counts_if_we_say_so(known, service, settings, said):
    app_of(known)
    service.claims |= said
    client = Client()
    there_and_back(client, service)
    assert not is_in(client)
    settings.OIDC_ACR_VALUES, settings.OIDC_AMR_VALUES = ["two"], ["otp"]

    there_and_back(client, service)

    assert is_in(client)
    assert service.asked["acr_values"] == "two"


def test_it_is_enough_for_a_role_that_needs_one(known, service, settings):
    settings.SECOND_STEP_ROLES, settings.OIDC_ACR_VALUES = ["editor"], ["two"]
    User.objects.update(is_framework_editor=True)
    client = Client()
    there_and_back(client, service)
    assert client.get(ACCOUNT).status_code == HTTPStatus.FOUND
    service.claims |= {"acr": "two"}

    there_and_back(client, service)

    assert client.get(ACCOUNT).status_code == HTTPStatus.OK


def test_whoever_was_signed_in_in_this_browser_is_no_more(known, service):
    client = Client()
    client.force_login(UserFactory.create())

    there_and_back(client, service)

    assert client.session[SESSION_KEY] == str(known.pk)
