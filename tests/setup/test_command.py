"""The command `competence`, as an installation has it."""

import os
import signal
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from competence_app import command
from competence_app.command import COMMANDS, arguments_of, main

SHIPPED = sorted(map(str, Path(__file__).parents[2].glob("frameworks/*.yaml")))


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        (["migrate"], ["migrate"]),
        (["check"], ["check", "--deploy"]),
        (["create-admin", "--no-input"], ["createsuperuser", "--no-input"]),
        (["load-framework", "a.yaml"], ["load_framework", "a.yaml"]),
        (["load-framework"], ["load_framework", *SHIPPED]),
        (["load-framework", "--check"], ["load_framework", "--check", *SHIPPED]),
        (["export-framework", "x"], ["export_framework", "x"]),
        (["send_mail"], ["send_mail"]),
        (["shell"], ["shell"]),
    ],
)
def test_a_command_is_known_by_its_name_here(given, taken):
    assert arguments_of(*given) == taken
    assert SHIPPED


def test_every_command_is_one_of_djangos_or_ours():
    assert {words[0] for words, _ in COMMANDS.values()} <= set(get_commands())


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]])
def test_without_a_command_it_says_what_there_is(monkeypatch, capsys, arguments):
    monkeypatch.setattr(sys, "argv", ["competence", *arguments])

    main()

    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


def test_it_says_which_release_it_is(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["competence", "--version"])
    monkeypatch.setattr(command, "version", {"competence-app": "1.2.3"}.get)

    main()

    assert capsys.readouterr().out == "1.2.3\n"


def test_it_does_what_is_said(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["competence", "framework-schema"])

    main()

    assert '"title"' in capsys.readouterr().out


def test_a_tree_that_is_not_installed_has_no_version():
    with pytest.raises(PackageNotFoundError):
        version("competence-app")


def test_the_proxy_gets_a_page_of_ours(capsys):
    call_command("error_page")

    assert "The service cannot be reached just now" in capsys.readouterr().out


def test_the_table_of_settings_is_printed(capsys):
    call_command("settings_table")

    assert capsys.readouterr().out.startswith("| variable | default | meaning |")


@pytest.fixture
def ends(monkeypatch):
    """Let the command end by an error."""

    def by(error: BaseException) -> None:
        def fail(_arguments: list[str]) -> None:
            raise error

        monkeypatch.setattr(command, "execute_from_command_line", fail)

    return by


def test_a_reader_that_has_had_enough_is_no_fault(ends, monkeypatch):
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    ends(BrokenPipeError())

    with pytest.raises(SystemExit) as ended:
        command.run(["competence", "export_framework"])

    assert ended.value.code == 128 + signal.SIGPIPE


def test_ctrl_c_is_no_fault(ends):
    ends(KeyboardInterrupt())

    with pytest.raises(SystemExit) as ended:
        command.run(["competence", "serve"])

    assert ended.value.code == 128 + signal.SIGINT


def test_a_database_without_tables_is_said_so(ends, db):
    MigrationRecorder(connection).record_unapplied("outbox", "0003_to_another_address")
    ends(DatabaseError("no such table"))

    with pytest.raises(SystemExit, match="has no tables yet, or not all of them"):
        command.run(["competence", "send_mail"])


def test_a_database_that_cannot_be_opened_is_said_so(ends, db):
    def away(*_: Any) -> None:
        raise OperationalError

    ends(OperationalError("unable to open"))

    with connection.execute_wrapper(away), pytest.raises(SystemExit, match="cannot be opened: unable to open"):
        command.run(["competence", "send_mail"])


def test_another_fault_of_the_database_keeps_its_traceback(ends, db):
    ends(DatabaseError("a fault"))

    with pytest.raises(DatabaseError, match="a fault"):
        command.run(["competence", "send_mail"])


def test_a_setting_that_cannot_be_ends_a_command_in_a_line(ends):
    ends(ImproperlyConfigured("IDLE_MINUTES: write a number."))

    with pytest.raises(SystemExit, match=r"IDLE_MINUTES: write a number\."):
        command.run(["competence", "migrate"])
