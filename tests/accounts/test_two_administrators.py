"""What takes two people administrators: one asks, another one confirms, refuses or is asked no more."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.accounts.actions.readdressing import propose_address
from competence_app.accounts.models import Proposal
from competence_app.audit.models import Entry
from competence_app.people.models import Notice, SupervisionRequest, User
from tests.accounts.authenticators import sign_in
from tests.factories import PASSWORD, UserFactory
from tests.post import delivered
from tests.words import words

pytestmark = pytest.mark.time_machine("2026-11-22 12:00Z", tick=False)
WAITING, HOME = reverse("proposals"), reverse("home")
OLD, NEW = "amara@old.example", "amara@new.example"


@pytest.fixture
def sam(db) -> User:
    return UserFactory.create(email="sam@example.org", full_name="Sam Carter", is_people_administrator=True)


@pytest.fixture
def ravi(client, sam) -> User:
    """The second administrator, who has just signed in."""
    user = UserFactory.create(email="ravi@example.org", full_name="Ravi Patel", is_people_administrator=True)
    sign_in(client, user)
    return user


@pytest.fixture
def amara(db) -> User:
    return UserFactory.create(email=OLD, full_name="Amara Okafor")


@pytest.fixture
def asked(sam, ravi, amara) -> Proposal:
    """Sam asks that Amara gets another address."""
    return propose_address(amara, NEW, reason="Met her on the ward", by=sam)


def page(proposal: Proposal) -> str:
    return reverse("new-address", args=[proposal.pk])


def refuse(client, proposal: Proposal):
    return client.post(reverse("refuse-proposal", args=[proposal.pk]), follow=True)


def withdraw(client, proposal: Proposal):
    return client.post(reverse("withdraw-proposal", args=[proposal.pk]), follow=True)


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("pk")]


def test_one_asks_and_the_other_and_the_person_are_told(client, sam, ravi, amara):
    sign_in(client, sam)

    response = client.post(
        reverse("propose-address", args=[amara.pk]), {"email": NEW, "reason": "Met her on the ward"}, follow=True
    )

    assertRedirects(response, WAITING)
    assertContains(response, "It waits for a second people administrator.")
    assert "New email address: Amara Okafor Asked by You Lapses 6 December 2026" in words(response)
    amara.refresh_from_db()
    assert amara.email == OLD
    told = {message.to[0]: message for message in delivered()}
    assert set(told) == {ravi.email, OLD}
    assert told[OLD].subject == "Your email address is about to be changed"
    assert f"Sam Carter asks that you sign in with {NEW}" in told[OLD].body
    assert "Amara" not in told[ravi.email].subject + str(told[ravi.email].body)
    [entry] = Entry.objects.about(amara)
    assert (entry.verb, entry.by) == ("ask for new address", sam)


def test_the_second_one_finds_it_at_home_and_reads_what_it_does(client, asked):
    assert "1 change for you to confirm or refuse" in words(client.get(HOME))

    shown = words(client.get(page(asked)))

    assert f"Address now {OLD} New address {NEW} Asked for By Sam Carter, on 22 November 2026." in shown
    assert "It lapses on 6 December 2026. Reason Met her on the ward" in shown
    assert "Change the address Refuse" in shown


def test_the_page_of_a_person_says_what_waits(client, asked, amara):
    shown = client.get(reverse("person", args=[amara.pk]))

    assert "Waiting for a second administrator: New email address Email address" in words(shown)
    assertContains(shown, page(asked))


def test_confirmed_the_new_address_gets_a_link_and_the_old_one_is_told(client, asked, sam, ravi, amara):
    delivered()

    response = client.post(page(asked), follow=True)

    assertContains(response, f"Amara Okafor signs in with {NEW} from now on.")
    amara.refresh_from_db()
    assert (amara.email, amara.has_usable_password()) == (NEW, False)
    told = {message.to[0]: message for message in delivered()[2:]}  # after those of the asking
    assert set(told) == {OLD, NEW, sam.email}
    assert told[OLD].subject == "Your email address was changed"
    assert "Sam Carter and Ravi Patel of your organisation changed the address" in told[OLD].body
    assert "/password/" in told[NEW].body
    assert "/password/" not in told[OLD].body
    assert verbs() == ["ask for new address", "confirm new address"]
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("confirmed", ravi)


def test_confirmed_sessions_the_password_and_old_links_end(client, asked, amara):
    hers = type(client)()
    hers.force_login(amara)
    assert hers.get(HOME).status_code == HTTPStatus.OK
    uid, token = urlsafe_base64_encode(force_bytes(amara.pk)), default_token_generator.make_token(amara)

    client.post(page(asked))

    assertRedirects(hers.get(HOME), f"{reverse('sign-in')}?next={HOME}")
    amara.refresh_from_db()
    assert not amara.check_password(PASSWORD)
    assert not default_token_generator.check_token(amara, token)
    assertContains(client.get(reverse("password_reset_confirm", args=[uid, token])), "link")


def test_who_asked_the_old_address_to_supervise_asks_the_new_one(client, asked):
    SupervisionRequest.objects.create(practitioner=UserFactory.create(), email=OLD)

    client.post(page(asked))

    assert SupervisionRequest.objects.get().email == NEW


def test_whoever_asked_cannot_confirm_or_refuse_but_withdraw(client, asked, sam, amara):
    sign_in(client, sam)
    assertNotContains(client.get(page(asked)), "Refuse</button>")
    assertNotContains(client.get(HOME), "Waiting for a second administrator")

    assertContains(client.post(page(asked), follow=True), "you asked for it")
    assertContains(refuse(client, asked), "you asked for it")
    assertContains(withdraw(client, asked), "You have taken it back.")

    amara.refresh_from_db()
    asked.refresh_from_db()
    assert (amara.email, asked.state) == (OLD, "withdrawn")
    assert verbs() == ["ask for new address", "withdraw new address"]


def test_whom_it_is_about_cannot_confirm_it(client, asked, amara):
    User.objects.get_queryset().filter(pk=amara.pk).update(is_people_administrator=True)
    sign_in(client, amara)
    assertContains(client.get(page(asked)), "It is about you")

    assertContains(client.post(page(asked), follow=True), "two other people administrators do it")

    assert User.objects.get(pk=amara.pk).email == OLD


@pytest.mark.parametrize("gone", [{"is_people_administrator": False}, {"is_active": False}])
def test_whoever_asked_must_still_administer_people(client, asked, sam, gone):
    User.objects.get_queryset().filter(pk=sam.pk).update(**gone)

    response = client.post(page(asked), follow=True)

    assertContains(response, "whoever asked for it is no longer a people administrator")
    assert not User.objects.filter(email=NEW).exists()


def test_what_somebody_asked_who_is_gone_can_be_refused(client, asked, sam, amara):
    User.objects.get_queryset().filter(pk=sam.pk).update(is_people_administrator=False)

    assertContains(refuse(client, asked), "You have refused it.")

    asked.refresh_from_db()
    assert asked.state == "refused"


def test_refused_nothing_changes_and_who_asked_is_told(client, asked, sam, amara):
    assertContains(refuse(client, asked), "You have refused it.")

    amara.refresh_from_db()
    assert amara.email == OLD
    notice = Notice.objects.get(person=sam)
    assert notice.subject == "Ravi Patel refused what you asked for"
    assert "the account of Amara Okafor: New email address" in notice.text
    assert verbs() == ["ask for new address", "refuse new address"]


@pytest.mark.parametrize("act", [refuse, withdraw, lambda client, asked: client.post(page(asked), follow=True)])
def test_what_was_answered_is_not_answered_again(client, asked, act):
    refuse(client, asked)

    assertContains(act(client, asked), "this was answered or withdrawn before")

    asked.refresh_from_db()
    assert asked.state == "refused"
    assertContains(client.get(page(asked), follow=True), "this was answered or withdrawn before")


def test_an_open_session_alone_does_not_confirm(client, asked, ravi, amara):
    client.logout()
    client.force_login(ravi)

    assertRedirects(client.post(page(asked)), f"{reverse('prove')}?next={page(asked)}")

    amara.refresh_from_db()
    assert amara.email == OLD


def test_it_lapses_and_can_be_asked_for_again(client, asked, sam, ravi, amara, time_machine):
    time_machine.shift(timedelta(days=14))
    sign_in(client, ravi)

    assertContains(client.post(page(asked), follow=True), "or has lapsed")
    assertContains(client.get(WAITING), "Nothing waits.")
    again = propose_address(amara, NEW, reason="Still so", by=sam)

    asked.refresh_from_db()
    assert (asked.state, again.is_waiting) == ("lapsed", True)


def test_the_same_is_not_asked_for_twice(client, asked, amara):
    response = client.post(reverse("propose-address", args=[amara.pk]), {"email": NEW, "reason": "So"}, follow=True)

    assertContains(response, "The same was asked for already")
    assert Proposal.objects.count() == 1


def test_nobody_asks_it_for_themselves(client, ravi):
    address = reverse("propose-address", args=[ravi.pk])
    assertContains(client.get(address), "change your own address")

    response = client.post(address, {"email": NEW, "reason": "Mine"}, follow=True)

    assertContains(response, "two other people administrators do it")
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"email": OLD}, "This is the address that they have."),
        ({"email": "ravi@example.org"}, "There is an account with this email address already."),
        ({"email": ""}, "Enter the new email address"),
        ({"reason": ""}, "Enter the reason"),
        ({"reason": "See https://example.org"}, "Enter the reason in one line, without addresses"),
        ({"reason": "x" * 201}, "Your reason must be 200 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said(client, ravi, amara, sent, error):
    response = client.post(reverse("propose-address", args=[amara.pk]), {"email": NEW, "reason": "So"} | sent)

    assertContains(response, error)
    assert not Proposal.objects.exists()


def test_an_address_that_was_taken_meanwhile_is_not_given(client, asked, amara):
    UserFactory.create(email=NEW)

    assertContains(client.post(page(asked), follow=True), "There is an account with this email address already.")

    asked.refresh_from_db()
    assert asked.is_waiting


def test_a_closed_account_gets_no_other_address(client, asked, amara):
    User.objects.get_queryset().filter(pk=amara.pk).update(is_active=False)
    assertContains(client.get(reverse("propose-address", args=[amara.pk])), "This account is closed.")

    assertContains(client.post(page(asked), follow=True), "this account is closed")
    withdraw(client, asked)
    sent = {"email": "third@example.org", "reason": "So"}
    response = client.post(reverse("propose-address", args=[amara.pk]), sent, follow=True)
    assertContains(response, "this account is closed")

    assert User.objects.get(pk=amara.pk).email == OLD


@pytest.mark.parametrize("wrong", ["asked_by", "person"])
def test_the_database_takes_two_others(asked, wrong):
    with pytest.raises(IntegrityError, match="proposal_takes_two_others"):
        Proposal.objects.update(state="confirmed", closed_at=asked.asked_at, answered_by=getattr(asked, wrong))
    assert str(asked) == "New email address: Amara Okafor"


@pytest.mark.parametrize("n", [1, 5])
def test_queries_of_the_list_do_not_grow(client, sam, ravi, django_assert_num_queries, n):
    for person in UserFactory.create_batch(n):
        propose_address(person, f"new-{person.email}", reason="So", by=sam)

    with django_assert_num_queries(2):  # who asks, what waits with its people
        client.get(WAITING)
