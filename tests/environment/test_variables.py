"""What an installation may set, and what it is told where that cannot be."""

import re
from datetime import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from competence_app.environment import given
from competence_app.environment.variables import VARIABLES, settings_table

SETTINGS = (Path(__file__).parents[2] / "competence_app/settings.py").read_text()


def test_settings_read_every_variable_that_is_listed_and_nothing_else():
    assert set(re.findall(r'given\("(\w+)"', SETTINGS)) == set(VARIABLES)
    assert "environ" not in re.sub("competence_app.environment", "", SETTINGS)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("DEBUG", "1", True),
        ("DEBUG", "False", False),
        ("DEBUG", "", False),
        ("IDLE_MINUTES", " 30 ", 30),
        ("LOG_FORMAT", "json", "json"),
        ("ALLOWED_HOSTS", "ratings.example.org, .example.net,[::1]", ["ratings.example.org", ".example.net", "[::1]"]),
        ("CSRF_TRUSTED_ORIGINS", "https://a.example.org,http://b.example.org:8000", None),
        ("SITE_URL", "https://ratings.example.org/", "https://ratings.example.org"),
        ("TIME_ZONE", "Pacific/Noumea", "Pacific/Noumea"),
        ("DAILY_AT", "06:30", time(6, 30)),
        ("ORGANISATION", "Willow NHS Trust", "Willow NHS Trust"),
    ],
)
def test_what_can_be_is_read(monkeypatch, name, text, value):
    monkeypatch.setenv(name, text)

    assert given(name) == (value or (False if value is False else text.split(",")))


def test_addresses_of_servers_are_read(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://app:w%40rd@db:5432/ratings?sslmode=require")
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://app:word@mail.example.org:587")

    database, mail = given("DATABASE_URL"), given("EMAIL_URL")

    assert (database["HOST"], database["PASSWORD"], database["OPTIONS"]) == ("db", "w@rd", {"sslmode": "require"})
    assert (mail["EMAIL_HOST"], mail["EMAIL_USE_TLS"]) == ("mail.example.org", True)


@pytest.mark.parametrize(
    ("name", "text", "instead"),
    [
        ("DEBUG", "maybe", "1 or 0"),
        ("IDLE_MINUTES", "soon", "a whole number from 0 to 1440"),
        ("IDLE_MINUTES", "-1", "a whole number from 0 to 1440"),
        ("INTERVAL_MONTHS", "121", "a whole number from 1 to 120"),
        ("LOG_FORMAT", "xml", "plain or json"),
        ("ALLOWED_HOSTS", "https://ratings.example.org", "host names with commas between, such as ratings.example.org"),
        (
            "CSRF_TRUSTED_ORIGINS",
            "ratings.example.org",
            "origins with commas between, such as https://ratings.example.org",
        ),
        ("SITE_URL", "ratings.example.org", "https://ratings.example.org, without a path"),
        ("SITE_URL", "https://ratings.example.org/app", "https://ratings.example.org, without a path"),
        ("TIME_ZONE", "Europe/Londn", "a name such as Europe/London"),
        ("DAILY_AT", "seven", "an hour such as 07:00"),
        ("TRUSTED_NETWORKS", "10.0.0.1/8", "networks with commas between, such as 10.0.0.0/8,2001:db8::/32"),
        (
            "OIDC_ROLES",
            "staff",
            "value=role with commas between, of the roles editor, administrator, organisation lead",
        ),
        ("OIDC_ACR_VALUES", "two,", "texts with commas between"),
    ],
)
def test_what_cannot_be_is_refused_with_its_name_and_what_to_write(monkeypatch, name, text, instead):
    monkeypatch.setenv(name, text)

    with pytest.raises(ImproperlyConfigured) as refused:
        given(name)

    assert str(refused.value) == f"{name}: “{text}” is not understood. Write {instead}."


@pytest.mark.parametrize(
    ("name", "text"), [("DATABASE_URL", "mysql://app:word@db/ratings"), ("EMAIL_URL", "imap://app:word@mail")]
)
def test_a_password_is_never_said_back(monkeypatch, name, text):
    monkeypatch.setenv(name, text)

    with pytest.raises(ImproperlyConfigured, match=f"{name}: what it says is not understood. Write ") as refused:
        given(name)

    assert "app:word" not in str(refused.value)


def test_what_is_not_said_has_a_default(monkeypatch):
    monkeypatch.delenv("IDLE_MINUTES", raising=False)

    assert (given("IDLE_MINUTES"), given("IDLE_MINUTES", default=3)) == (15, 3)


def test_the_table_has_a_row_for_each():
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| \S", settings_table(), re.MULTILINE)

    assert [name for name, _ in rows] == list(VARIABLES)
    assert dict(rows)["IDLE_MINUTES"] == "15"
