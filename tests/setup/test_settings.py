import os
import subprocess
import sys
from ast import literal_eval

import pytest


def run(expression: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Print an expression over the settings, in a process with these environment variables and none of ours."""
    command = [sys.executable, "-c", f"from competence_app.settings import *; print({expression})"]
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PATH", "COVERAGE"))}
    env = {**kept, **variables}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


@pytest.mark.parametrize("secret", [{}, {"SECRET_KEY": "demo-only-never-use-this-key-for-real-people's-ratings"}])
def test_settings_refuse_the_demo_secret_without_debug(secret):
    done = run("DEBUG", **secret)

    assert done.returncode == 1
    assert "Set SECRET_KEY to a long random text of your own" in done.stderr


def test_settings_take_the_demo_secret_with_debug():
    done = run("DEBUG", DEBUG="1")

    assert done.stdout == "True\n"


def test_settings_in_production_allow_only_named_hosts_over_https():
    expression = "(DEBUG, ALLOWED_HOSTS, SECURE_SSL_REDIRECT, SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE)"

    done = run(expression, SECRET_KEY="secret", ALLOWED_HOSTS="ratings.example.org")

    assert done.stdout == "(False, ['ratings.example.org'], True, True, True)\n"


@pytest.mark.parametrize(
    ("variables", "header"),
    [({}, "None"), ({"BEHIND_PROXY": "1"}, "('HTTP_X_FORWARDED_PROTO', 'https')")],
)
def test_settings_believe_a_proxy_only_when_told(variables, header):
    done = run("SECURE_PROXY_SSL_HEADER", DEBUG="1", **variables)

    assert done.stdout == f"{header}\n"


def test_settings_use_sqlite_that_queues_writers():
    expression = "(DATABASES['default']['NAME'], DATABASES['default']['OPTIONS']['transaction_mode'])"

    done = run(expression, DEBUG="1", DATABASE_URL="sqlite:////srv/ratings.sqlite3")

    assert done.stdout == "('/srv/ratings.sqlite3', 'IMMEDIATE')\n"


def test_settings_keep_connections_of_postgresql_and_the_options_of_its_address():
    url = "postgres://app:word@one:5432,two:5432/ratings?target_session_attrs=read-write"

    done = run("sorted(DATABASES['default']['OPTIONS'].items())", DEBUG="1", DATABASE_URL=url)

    assert literal_eval(done.stdout) == [
        ("connect_timeout", 3),
        ("keepalives_idle", 5),
        ("keepalives_interval", 1),
        ("options", "-c lock_timeout=2s"),
        ("target_session_attrs", "read-write"),
        ("tcp_user_timeout", 3000),
    ]


def test_settings_refuse_what_cannot_be():
    done = run("DEBUG", DEBUG="1", INTERVAL_MONTHS="121")

    assert done.returncode == 1
    assert "INTERVAL_MONTHS: “121” is not understood. Write a whole number from 1 to 120." in done.stderr


@pytest.mark.parametrize(
    ("variables", "roles"),
    [
        ({"DEBUG": "1"}, []),
        ({"SECRET_KEY": "secret"}, ["administrator", "auditor", "editor", "lead", "supervisor"]),
        ({"SECRET_KEY": "secret", "SECOND_STEP_ROLES": ""}, []),
        ({"SECRET_KEY": "secret", "SECOND_STEP_ROLES": "editor,lead"}, ["editor", "lead"]),
    ],
)
def test_settings_ask_in_service_for_a_second_step_of_all_who_see_others(variables, roles):
    assert literal_eval(run("SECOND_STEP_ROLES", **variables).stdout) == roles


def test_settings_refuse_a_role_that_there_is_not():
    done = run("DEBUG", DEBUG="1", SECOND_STEP_ROLES="editor,nurse")

    assert "SECOND_STEP_ROLES: “editor,nurse” is not understood. Write any of administrator, auditor, " in done.stderr


def test_settings_read_networks_and_refuse_what_is_none():
    assert run("*TRUSTED_NETWORKS", DEBUG="1", TRUSTED_NETWORKS="10.0.0.0/8,2001:db8::/32").stdout == (
        "10.0.0.0/8 2001:db8::/32\n"
    )
    assert run("DEBUG", DEBUG="1", TRUSTED_NETWORKS="10.0.0.1/8").returncode == 1


SERVICE = {"SECRET_KEY": "secret", "OIDC_ISSUER": "https://sign-in.example.org/"}


def test_settings_name_the_sign_in_service_of_an_organisation():
    expression = "(OIDC_ISSUER, OIDC_ROLES, OIDC_ACR_VALUES, LOCAL_PASSWORDS)"
    roles = "editors=editor,board=organisation lead"

    done = run(expression, OIDC_ROLES=roles, OIDC_ACR_VALUES="two,three", LOCAL_PASSWORDS="0", **SERVICE)

    assert literal_eval(done.stdout) == (
        "https://sign-in.example.org/",
        {"editors": "editor", "board": "organisation lead"},
        ["two", "three"],
        False,
    )


@pytest.mark.parametrize(
    ("variables", "refusal"),
    [
        ({"OIDC_ISSUER": "http://sign-in.example.org"}, "OIDC_ISSUER must begin with https://."),
        ({"OIDC_ROLES": "a=nurse"}, "OIDC_ROLES: “a=nurse” is not understood. Write value=role with commas between"),
        ({"OIDC_ISSUER": "", "OIDC_DIRECTORY_CLAIM": "sub"}, "OIDC_DIRECTORY_CLAIM says of what service: set OIDC"),
        ({"OIDC_DIRECTORY_CLAIM": "email"}, "OIDC_DIRECTORY_CLAIM: “email” is not understood."),
        ({"OIDC_ISSUER": "", "LOCAL_PASSWORDS": "0"}, "With LOCAL_PASSWORDS=0 nobody could sign in: set OIDC_ISSUER."),
    ],
)
def test_settings_refuse_a_sign_in_service_that_could_not_be_used(variables, refusal):
    assert refusal in run("DEBUG", **{**SERVICE, **variables}).stderr
