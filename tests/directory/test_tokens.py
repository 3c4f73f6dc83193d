"""The tokens by which directories are known."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from competence_app.accounts.models import SignIn
from competence_app.audit.models import Entry
from competence_app.directory.models import Token
from tests.directory.calls import Directory, refused
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.time_machine("2026-11-29 12:00Z", tick=False)
USERS = "/scim/v2/Users"


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("scim_token", *arguments, stdout=out)
    return out.getvalue().strip()


def status(token: str) -> int:
    return int(Directory(token).ask("GET", "/Users").status_code)


def test_a_token_is_shown_once_and_only_its_digest_is_kept(db):
    token = command("create", "HR systems")

    assert status(token) == HTTPStatus.OK
    assert token.removeprefix("scim_") not in str(list(Token.objects.values()))
    assert token.removeprefix("scim_") not in command("list")
    assert len(token.removeprefix("scim_")) == 43
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.what, entry.by) == ("add", f"directory.token {Token.objects.get().pk}", None)


def test_the_list_says_when_each_was_made_used_ends_and_ended(db, time_machine):
    token = command("create", "HR systems", "--expires", "2027-01-01")
    command("create", "Old directory")
    time_machine.shift(timedelta(days=1))
    status(token)
    command("revoke", "old directory")

    assert command("list").splitlines() == [
        "HR systems  made 2026-11-29  used 2026-11-30  expires 2027-01-01",
        "Old directory  made 2026-11-29  revoked 2026-11-30",
    ]


@pytest.mark.parametrize("name", ["hr Systems", "", "HR\nsystems", "x" * 101])
def test_a_name_is_one_line_and_nobody_elses_for_good(db, name):
    command("create", "HR systems")
    command("revoke", "HR systems")

    with pytest.raises(CommandError):
        command("create", name)

    assert Token.objects.count() == 1


def test_a_revoked_token_lets_nobody_in_and_its_use_is_on_record(db):
    token = command("create", "HR systems")
    for _ in range(2):
        assert command("revoke", "HR systems") == "Revoked HR systems."

    assert status(token) == HTTPStatus.UNAUTHORIZED
    assert list(Entry.objects.order_by("pk").values_list("verb", "by_name")) == [
        ("add", ""),
        ("revoke", ""),
        ("be refused", "HR systems"),
    ]


def test_a_day_is_one(db):
    with pytest.raises(CommandError, match="Write the day like 2027-12-01"):
        command("create", "HR systems", "--expires", "tomorrow")


def test_what_is_not_there_cannot_be_revoked(db):
    with pytest.raises(CommandError, match="There is no token HR systems"):
        command("revoke", "HR systems")


def test_a_token_ends_with_the_night_before_its_day(db, time_machine):
    token = command("create", "HR systems", "--expires", "2026-12-01")

    time_machine.move_to(datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    assert status(token) == HTTPStatus.OK
    time_machine.move_to(datetime(2026, 12, 1, tzinfo=UTC))
    assert status(token) == HTTPStatus.UNAUTHORIZED


def test_when_a_token_was_used_is_written_once_a_minute(token, directory, time_machine, django_assert_num_queries):
    with django_assert_num_queries(4):
        directory.ask("GET", "/Users")
    with django_assert_num_queries(3):
        directory.ask("GET", "/Users")

    time_machine.shift(timedelta(minutes=1))
    directory.ask("GET", "/Users")

    assert Token.objects.get().last_used_at == datetime(2026, 11, 29, 12, 1, tzinfo=UTC)


def test_a_strangers_request_is_refused_without_asking_the_database(db, django_assert_num_queries):
    for header in ("", "Bearer", "Bearer  ", "Basic c2NpbQ==", "scim_x"):
        with django_assert_num_queries(0):
            response = Client(headers={"Authorization": header}).get(USERS)

        assert refused(response) == (401, None)
        assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("address", ["/Users", "/Users/1", "/Groups", "/Schemas", "/ServiceProviderConfig", "/x"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_there_without_a_token_for_whoever_is_signed_in(db, address, method):
    client = Client()
    client.force_login(UserFactory.create(is_people_administrator=True, is_superuser=True))

    assert client.generic(method, f"/scim/v2{address}").status_code == HTTPStatus.UNAUTHORIZED


def wrong(network: str = "192.0.2.1", guessed: str = "scim_guess") -> Any:
    return Client(headers={"Authorization": f"Bearer {guessed}"}, REMOTE_ADDR=network).get(USERS)


def test_whoever_guesses_waits_and_whoever_has_the_token_never_does(db, time_machine):
    token = command("create", "HR systems")
    assert [wrong().status_code for _ in range(7)] == [401] * 5 + [429] * 2

    response = wrong()

    assert (response["Retry-After"], refused(response)) == ("1", (429, None))
    assert SignIn.objects.count() == 5  # however often somebody tries, the table grows no faster
    assert Client(headers={"Authorization": f"Bearer {token}"}, REMOTE_ADDR="192.0.2.1").get(USERS).status_code == 200
    time_machine.shift(timedelta(seconds=1))
    assert wrong().status_code == HTTPStatus.UNAUTHORIZED


def test_nobody_in_the_same_network_waits_for_wrong_tokens(db, time_machine):
    nurse = UserFactory.create()
    for _ in range(150):
        wrong()
        time_machine.shift(timedelta(seconds=20))

    response = Client(REMOTE_ADDR="192.0.2.1").post(reverse("sign-in"), {"username": nurse.email, "password": PASSWORD})

    assert response.status_code == HTTPStatus.FOUND


def test_tokens_are_found_by_their_digest(token):
    assert connection.introspection.get_constraints(connection.cursor(), Token._meta.db_table)  # noqa: SLF001
    assert Token.objects.of(token).get().name == "HR systems"
    assert not Token.objects.of(Token.objects.get().digest).exists()
