"""The command line from outside: what it finds after `make run`, and what ends it."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.demo_server import seed

DOCUMENTS = ("README.md", "docs/frameworks.md")
EXPORT = ("export_framework", "therapeutic-relationship")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a demo that ran once."""
    database = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    seed(database)
    return database


def manage(*arguments: str, database: Path) -> "subprocess.Popen[str]":
    """Start a command on the database, as a developer does."""
    environment = os.environ | {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{database}"}
    environment["DJANGO_SETTINGS_MODULE"] = "competence_app.settings"
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_documents_commands_work_in_the_demo(demo, tmp_path):
    page = "".join(Path(document).read_text() for document in DOCUMENTS)
    example = re.search(r"```yaml\n(code: .*?)```", page, re.DOTALL)
    assert example
    Path(tmp_path / "my-framework.yaml").write_text(example[1])
    commands = re.findall(r"manage\.py (load_framework my-framework\.yaml.*)$", page, re.MULTILINE)

    for command in [*commands, "load_framework my-framework.yaml", "export_framework hand-hygiene"]:
        arguments = command.replace("my-framework", str(tmp_path / "my-framework")).split()
        running = manage(*arguments, database=demo)
        out, err = running.communicate()
        assert (running.returncode, err, "hand-hygiene" in out) == (0, "", True), command
    assert commands == ["load_framework my-framework.yaml --check"]


@pytest.mark.parametrize("folder", ["", "nowhere"], ids=["no tables", "no folder"])
def test_a_database_that_is_not_there_yet_is_said_so(tmp_path, folder):
    running = manage(*EXPORT, database=tmp_path / folder / "db.sqlite3")
    _, err = running.communicate()

    assert (running.returncode, err.splitlines()[1]) == (1, "For the demo, start it once: make run")
    assert "Traceback" not in err


def test_other_faults_keep_their_traceback(demo, tmp_path):
    damaged = Path(shutil.copy(demo, tmp_path))
    running = manage(
        "shell", "--command", "from django.db import connection as c; c.cursor().execute('x')", database=damaged
    )
    _, err = running.communicate()

    assert (running.returncode, "Traceback" in err) == (1, True)


def test_a_reader_that_has_had_enough_ends_a_command_quietly(demo):
    with manage(*EXPORT, database=demo) as running:
        assert running.stdout
        assert running.stderr

        running.stdout.close()  # as `| head` does

        assert (running.stderr.read(), running.wait()) == ("", 128 + signal.SIGPIPE)


def test_ctrl_c_ends_a_command_quietly(demo):
    waiting = "print('ready', flush=True); import time; time.sleep(60)"
    with manage("shell", "--command", waiting, database=demo) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()

        running.send_signal(signal.SIGINT)

        assert (running.stderr.read(), running.wait()) == ("", 128 + signal.SIGINT)


def test_a_setting_that_cannot_be_is_said_in_a_line(monkeypatch, demo):
    monkeypatch.setenv("IDLE_MINUTES", "soon")

    running = manage("migrate", database=demo)
    _, err = running.communicate()

    assert (running.returncode, err) == (
        1,
        "IDLE_MINUTES: “soon” is not understood. Write a whole number from 0 to 1440.\n",
    )
