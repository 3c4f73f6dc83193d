"""A nurse asks somebody by e-mail address to supervise her; they accept or decline."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.outbox.models import Mail
from competence_app.people.actions import asking
from competence_app.people.models import Notice, Supervision, SupervisionRequest, Team, User
from competence_app.people.rules.asking import AskRefusal
from tests.factories import UserFactory
from tests.meanwhile import at_once
from tests.post import delivered
from tests.words import words

SUPERVISORS = reverse("supervisors")
RATING_WORDS = ("independently", "with support", "not yet", "level", "competence")


@pytest.fixture
def nurse(client, db) -> User:
    """A nurse, signed in."""
    user = UserFactory.create(full_name="Amara Okafor", team=Team.objects.create(name="Willow ward"))
    client.force_login(user)
    return user


@pytest.fixture
def priya(db) -> User:
    """Somebody who could supervise her, with an address in mixed case."""
    return UserFactory.create(full_name="Priya Nair", email="Priya@Example.org")


@pytest.fixture
def window(priya) -> Client:
    """A browser in which Priya has signed in."""
    client = Client()
    client.force_login(priya)
    return client


@pytest.fixture
def asked(nurse, priya) -> SupervisionRequest:
    """The nurse's request to Priya."""
    return asking.ask(priya.email, by=nurse)


def address(request: SupervisionRequest) -> str:
    return reverse("answer-request", args=[request.pk])


def entries(**kept: object) -> list[tuple[str, User | None, User | None]]:
    return [(entry.verb, entry.by, entry.about) for entry in Entry.objects.filter(**kept)]


def test_asking_tells_the_one_asked_by_email_and_waits_on_their_home_page(client, nurse, priya, settings):
    settings.SITE_URL = "https://ratings.example.org"

    response = client.post(SUPERVISORS, {"email": "priya@example.ORG"}, follow=True)

    assertRedirects(response, SUPERVISORS)
    assertContains(response, "You have asked priya@example.org.")
    [request] = SupervisionRequest.objects.waiting_for(priya)
    [message] = delivered()
    assert (message.to, message.subject) == ([priya.email], "Amara Okafor asks you to supervise them")
    assert f"https://ratings.example.org{address(request)}" in str(message.body).split()
    assert not [word for word in RATING_WORDS if word in str(message.body).lower()]
    assert list(Notice.objects.for_(priya)) == []  # home shows the request itself
    assert entries() == [("ask", nurse, nurse)]


@pytest.mark.parametrize("state", ["open", "closed", "none"])
def test_asking_says_the_same_whether_or_not_there_is_an_account(client, nurse, state):
    if state != "none":
        UserFactory.create(email="jo@example.org", is_active=state == "open")

    response = client.post(SUPERVISORS, {"email": "jo@example.org"}, follow=True)

    said = "You have asked jo@example.org. They can answer when they sign in with this address."
    listed = f"jo@example.org Asked on {timezone.localdate():%-d %B %Y}, no answer yet Cancel"
    assert [text in words(response) for text in (said, listed)] == [True, True]
    assert [mail.to for mail in Mail.objects.all()] == ["jo@example.org"]
    assert len(delivered()) == (state == "open")


def test_asking_takes_as_many_queries_whether_or_not_there_is_an_account(client, nurse, priya):
    with CaptureQueriesContext(connection) as known:
        client.post(SUPERVISORS, {"email": priya.email})
    with CaptureQueriesContext(connection) as unknown:
        client.post(SUPERVISORS, {"email": "nobody@example.org"})

    assert [query["sql"].split()[0] for query in known] == [query["sql"].split()[0] for query in unknown]


def test_whoever_gets_an_account_later_finds_the_request(client, nurse):
    client.post(SUPERVISORS, {"email": "new@example.org"})

    new = UserFactory.create(email="New@example.org")

    assert [request.practitioner for request in SupervisionRequest.objects.waiting_for(new)] == [nurse]


def test_requests_of_those_whose_account_is_closed_wait_for_nobody(nurse, priya, asked, window):
    User.objects.filter(pk=nurse.pk).update(is_active=False)

    assert not SupervisionRequest.objects.waiting_for(priya).exists()
    assert window.get(address(asked)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Enter the email address of the person you want to ask"),
        ("priya", "Enter an email address in the correct format"),
        ("AMARA@example.org", "This is your own address."),
        ("priya@example.org", "This person supervises you already"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(client, nurse, priya, typed, why):
    User.objects.filter(pk=nurse.pk).update(email="amara@example.org")
    Supervision.objects.create(practitioner=nurse, supervisor=priya)

    response = client.post(SUPERVISORS, {"email": typed})

    assertContains(response, why)
    assertContains(response, f'value="{typed}"' if typed else 'name="email"')
    assert not SupervisionRequest.objects.exists()


def test_asking_somebody_twice_leads_to_what_the_first_led_to(client, nurse):
    told = [
        words(client.post(SUPERVISORS, {"email": typed}, follow=True)) for typed in ("jo@example.org", "Jo@example.org")
    ]

    assert told[0] == told[1]
    assert "You have asked jo@example.org." in told[1]
    assert (SupervisionRequest.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.mark.time_machine("2026-03-02 12:00Z", tick=False)
def test_five_may_be_asked_at_once_and_another_when_one_is_cancelled(client, nurse, time_machine):
    for n in range(5):
        asking.ask(f"n{n}@example.org", by=nurse)
    time_machine.shift(timedelta(days=1))
    client.force_login(nurse)

    refused = client.post(SUPERVISORS, {"email": "n5@example.org"})
    asking.cancel(SupervisionRequest.objects.get(email="n0@example.org"), by=nurse)
    client.post(SUPERVISORS, {"email": "n5@example.org"})

    assertContains(refused, "You are waiting for 5 answers. Cancel a request before you ask somebody else")
    assert SupervisionRequest.objects.open().count() == 5


@pytest.mark.time_machine("2026-03-02 12:00Z", tick=False)
def test_five_may_be_asked_a_day_also_where_all_are_cancelled(client, nurse, time_machine):
    for n in range(5):
        asking.cancel(asking.ask(f"n{n}@example.org", by=nurse), by=nurse)

    refused = client.post(SUPERVISORS, {"email": "n5@example.org"})
    time_machine.shift(timedelta(days=1))
    client.force_login(nurse)
    client.post(SUPERVISORS, {"email": "n5@example.org"})

    assertContains(refused, "You have asked 5 times in 24 hours. Ask again tomorrow")
    assert [request.email for request in SupervisionRequest.objects.open()] == ["n5@example.org"]


@pytest.mark.time_machine("2026-03-02 12:00Z", tick=False)
@pytest.mark.parametrize(
    "no",
    [lambda asked, nurse, _: asking.cancel(asked, by=nurse), lambda asked, _, priya: asking.decline(asked, by=priya)],
    ids=["cancelled", "declined"],
)
def test_whoever_said_no_is_not_asked_again_for_a_week(client, nurse, priya, asked, no, time_machine):
    no(asked, nurse, priya)
    time_machine.shift(timedelta(days=6))
    client.force_login(nurse)

    refused = client.post(SUPERVISORS, {"email": priya.email})
    time_machine.shift(timedelta(days=1))
    client.force_login(nurse)
    client.post(SUPERVISORS, {"email": priya.email})

    assertContains(
        refused, "Your last request to this person was declined or cancelled. You can ask again on 9 March 2026"
    )
    assert SupervisionRequest.objects.open().count() == 1


def test_the_one_asked_reads_who_asks_and_what_accepting_means(asked, window):
    page = words(window.get(address(asked)))

    assert "Amara Okafor asks you to supervise them" in page
    assert "Registered nurse" in page
    assert "Willow ward" in page
    assert "you will be sent the assessments that Amara chooses to send you, and nothing else" in page
    assert SupervisionRequest.objects.open().exists()


def test_accepting_begins_a_supervision_today_and_tells_who_asked(nurse, priya, asked, window):
    response = window.post(address(asked), {"answer": "accept"}, follow=True)

    assertContains(response, "You now supervise Amara Okafor.")
    [supervision] = priya.supervises.current()
    assert (supervision.practitioner, supervision.started_on) == (nurse, timezone.localdate())
    *_, message = delivered()
    assert (message.to, message.subject) == ([nurse.email], "Priya Nair supervises you from today")
    [notice] = Notice.objects.for_(nurse)
    assert notice.path == SUPERVISORS
    assert entries(verb="accept") == [("accept", priya, nurse)]


@pytest.mark.time_machine("2026-06-30 23:30Z", tick=False)
def test_today_is_the_day_where_the_app_is(client, nurse, priya, asked):
    asking.accept(asked, by=priya)

    page = words(client.get(SUPERVISORS))

    assert "Priya Nair Registered nurse Since 1 July 2026" in page
    assert "priya@example.org Accepted on 1 July 2026" in page


def test_declining_begins_nothing_and_tells_who_asked(nurse, priya, asked, window):
    response = window.post(address(asked), {"answer": "decline"}, follow=True)

    assertContains(response, "You have declined. Amara Okafor has been told.")
    assert not Supervision.objects.exists()
    [notice] = Notice.objects.for_(nurse)
    assert notice.subject == "Priya Nair will not supervise you"
    assert entries(verb="decline") == [("decline", priya, nurse)]


def begun(practitioner: User, supervisor: User, days: int) -> Supervision:
    day = timezone.localdate() + timedelta(days)
    return Supervision.objects.create(practitioner=practitioner, supervisor=supervisor, started_on=day)


@pytest.mark.parametrize(("days", "then"), [(-9, -9), (0, 0), (9, 0)])
def test_accepting_makes_no_second_supervision(nurse, priya, asked, days, then):
    begun(nurse, priya, days)

    asking.accept(asked, by=priya)

    [supervision] = Supervision.objects.all()
    assert supervision.started_on == timezone.localdate() + timedelta(then)


def test_accepting_lifts_the_end_of_a_supervision_that_runs_and_says_so(client, nurse, priya, asked, window):
    running = begun(nurse, priya, -9)
    end = timezone.localdate() + timedelta(9)
    Supervision.objects.update(ended_on=end)

    response = window.post(address(asked), {"answer": "accept"}, follow=True)

    running.refresh_from_db()
    assert (running.ended_on, Supervision.objects.count()) == (None, 1)
    assertContains(response, f"You go on supervising Amara Okafor: it no longer ends on {end:%-d %B %Y}.")
    [notice] = Notice.objects.for_(nurse)
    assert notice.subject == "Priya Nair goes on supervising you"
    assert f"no longer ends on {end:%-d %B %Y}." in notice.text


def test_accepting_begins_today_what_was_to_begin_later_and_merges_the_rest(nurse, priya, asked):
    for days in (5, 20):
        later = begun(nurse, priya, days)
        Supervision.objects.filter(pk=later.pk).update(ended_on=later.started_on + timedelta(5))

    asking.accept(asked, by=priya)

    [supervision] = Supervision.objects.all()
    assert (supervision.started_on, supervision.ended_on) == (timezone.localdate(), None)


def test_accepting_after_an_earlier_supervision_begins_a_new_one(nurse, priya, asked):
    ended = begun(nurse, priya, -9)
    Supervision.objects.update(ended_on=ended.started_on)

    asking.accept(asked, by=priya)

    assert list(nurse.supervisors()) == [priya]
    assert Supervision.objects.count() == 2


@pytest.mark.parametrize(("first", "second"), [(asking.accept, "decline"), (asking.decline, "accept")])
def test_another_answer_changes_nothing_and_says_so(priya, asked, window, first, second):
    first(asked, by=priya)
    before = (Supervision.objects.count(), Notice.objects.count(), Entry.objects.count())

    response = window.post(address(asked), {"answer": second}, follow=True)

    assertRedirects(response, address(asked))
    assertContains(response, "Nothing was changed: this request was answered or cancelled before.")
    assertContains(response, f"You {'accepted' if first is asking.accept else 'declined'} this request on")
    assertNotContains(response, "Decline")
    assert (Supervision.objects.count(), Notice.objects.count(), Entry.objects.count()) == before


def test_a_cancelled_request_can_no_longer_be_answered(client, nurse, asked, window):
    response = client.post(reverse("cancel-request", args=[asked.pk]), follow=True)
    late = window.post(address(asked), {"answer": "accept"}, follow=True)

    assertContains(response, "Your request to priya@example.org is cancelled.")
    assertContains(late, "Amara Okafor cancelled this request on")
    assert not Supervision.objects.exists()
    assert entries(verb="cancel") == [("cancel", nurse, nurse)]


def test_an_answered_request_can_no_longer_be_cancelled(client, priya, asked):
    asking.accept(asked, by=priya)

    response = client.post(reverse("cancel-request", args=[asked.pk]), follow=True)

    assertContains(response, "Nothing was changed: this request was answered or cancelled before.")
    asked.refresh_from_db()
    assert asked.state == "accepted"


@pytest.mark.parametrize("data", [{}, {"answer": "perhaps"}])
def test_what_is_no_answer_answers_nothing(asked, window, data):
    assertContains(window.post(address(asked), data), "If you accept")

    assert SupervisionRequest.objects.open().exists()


def test_requests_to_others_are_not_there(client, nurse, asked):
    stranger = Client()
    stranger.force_login(UserFactory.create(is_people_administrator=True))

    assert client.get(address(asked)).status_code == HTTPStatus.NOT_FOUND  # who asks does not answer
    for method in (stranger.get, stranger.post):
        assert method(address(asked), {"answer": "accept"}).status_code == HTTPStatus.NOT_FOUND
    assert stranger.post(reverse("cancel-request", args=[asked.pk])).status_code == HTTPStatus.NOT_FOUND
    assert SupervisionRequest.objects.open().exists()


@pytest.mark.parametrize("verb", [asking.accept, asking.decline, asking.cancel])
def test_acts_are_for_those_they_belong_to(asked, verb):
    with pytest.raises(SupervisionRequest.DoesNotExist):
        verb(asked, by=UserFactory.create())


def test_supervisors_and_what_came_of_requests_stand_on_one_page(client, nurse, priya, asked):
    asking.accept(asked, by=priya)
    asking.ask("jo@example.org", by=nurse)

    page = words(client.get(SUPERVISORS))

    today = f"{timezone.localdate():%-d %B %Y}"
    assert f"Priya Nair Registered nurse Since {today}" in page
    assert f"jo@example.org Asked on {today}, no answer yet Cancel the request to jo@example.org" in page
    assert f"priya@example.org Accepted on {today}" in page


def test_without_supervisors_the_page_says_so(client, nurse):
    assertContains(client.get(SUPERVISORS), "Nobody supervises you now.")


def test_the_page_asks_as_many_queries_for_many_as_for_one(client, nurse, django_assert_num_queries):
    for n in (1, 30):
        for _ in range(n):
            closed = {"state": "cancelled", "closed_at": timezone.now()}
            SupervisionRequest.objects.create(practitioner=nurse, email="jo@example.org", **closed)
            begun(nurse, UserFactory.create(team=nurse.team), 0)
        with django_assert_num_queries(4):
            assert client.get(SUPERVISORS).status_code == HTTPStatus.OK


@pytest.mark.parametrize("n", [1, 30])
def test_requests_that_wait_are_read_in_one_query(priya, render, django_assert_num_queries, n):
    for nurse in UserFactory.create_batch(n, team=Team.objects.create(name="Willow ward")):
        asking.ask(priya.email, by=nurse)

    with django_assert_num_queries(1):
        shown = render("people/requests.html", requests=SupervisionRequest.objects.waiting_for(priya))

    assert [shown.count(address(request)) for request in SupervisionRequest.objects.all()] == [1] * n


def test_no_requests_show_nothing(priya, render):
    shown = render("people/requests.html", requests=SupervisionRequest.objects.waiting_for(priya))

    assert shown.strip() == ""


def test_asking_is_refused_where_the_page_was_passed_by(nurse):
    with pytest.raises(ValidationError) as refused:
        asking.ask(nurse.email, by=nurse)

    assert refused.value.code == AskRefusal.OWN_ADDRESS


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_each_other_at_once_do_not_wait_in_a_circle():
    for _ in range(5):
        one, other = UserFactory.create_batch(2)

        at_once(partial(asking.ask, other.email, by=one), partial(asking.ask, one.email, by=other))

    assert SupervisionRequest.objects.count() == 10


FALSE: dict[str, Callable[[], dict[str, object]]] = {
    "closed without a date": lambda: {"state": "accepted"},
    "open with a date": lambda: {"closed_at": timezone.now()},
    "state unknown": lambda: {"state": "lost", "closed_at": timezone.now()},
    "in capitals": lambda: {"email": Value("Jo@example.org")},
}


@pytest.mark.parametrize("fields", FALSE.values(), ids=FALSE)
def test_the_database_refuses_what_cannot_be_true(nurse, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupervisionRequest.objects.create(practitioner=nurse, **{"email": "jo@example.org"} | fields())


def test_the_database_refuses_a_second_open_request_to_an_address(nurse, asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupervisionRequest.objects.create(practitioner=nurse, email=asked.email)


def test_a_request_names_itself(asked):
    assert str(asked) == "Amara Okafor asks priya@example.org"
