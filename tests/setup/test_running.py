"""docs/running.md works as it is written."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from competence_app.environment.variables import settings_table
from scripts.dist.trial import free_port
from tests.setup.running import LEFT_OUT, PAGE, Machine, blocks, units


@pytest.fixture
def machine(tmp_path) -> Iterator[Machine]:
    """A machine with nothing on it."""
    machine = Machine(tmp_path, free_port())
    yield machine
    machine.stop()


def test_the_page_has_every_setting_as_the_code_has_it():
    section = PAGE.read_text().partition("## Every setting\n")[2]

    assert re.sub(r"<!--.*-->", "", section).strip() == settings_table()


def test_whoever_reads_the_page_is_told_which_file_is_which():
    named = re.findall(r"^`(\S+)`[^\n]*:\n\n```\w+ file=(\S+)$", PAGE.read_text(), re.MULTILINE)

    assert [file for _, file in named] == [block.file for block in blocks() if block.file]
    assert [file for name, file in named if name != file] == []


@pytest.mark.walk
def test_an_installation_is_brought_up_backed_up_restored_and_renewed_line_by_line(machine, release):
    machine.prepare(release[0])

    for block in blocks():
        machine.do(block)

    lines = [line for block in blocks() if not block.file for line in block.text.splitlines()]
    assert machine.done == [line for line in lines if not line.startswith(LEFT_OUT)]
    backups = [path.name for path in (machine.root / "var/backups/competence").iterdir()]
    assert len(backups) == len({"by hand", "before", "by the timer"})
    assert "cannot be reached" in (machine.root / "var/www/competence/unavailable.html").read_text()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_the_units_are_right_and_give_little_to_whoever_breaks_in(machine):
    program = machine.root / "opt/competence/bin/competence"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for block in blocks():
        if "systemd" in block.file:
            machine.do(block)

    for unit in units(machine.root):
        verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
        said = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", unit], capture_output=True, text=True, check=False
        ).stdout
        assert (verified.returncode, verified.stderr) == (0, "")
        assert float(re.findall(r"exposure level for \S+: (\d+\.\d)", said)[0]) < 3


@pytest.mark.skipif(not shutil.which("nginx"), reason="there is no nginx here")
def test_nginx_takes_its_lines(machine):
    [written] = [block for block in blocks() if block.language == "nginx"]
    site = Path(machine.root, "site.conf")
    certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=example", "-days", "1"]
    subprocess.run(
        [*certificate, "-keyout", "key.pem", "-out", "cert.pem"], cwd=machine.root, check=True, capture_output=True
    )
    text = re.sub(r"/etc/ssl/certs/\S+?;", f"{machine.root}/cert.pem;", machine.here(written.text))
    site.write_text(re.sub(r"/etc/ssl/private/\S+?;", f"{machine.root}/key.pem;", text))
    whole = f"error_log stderr; pid {machine.root}/pid; events {{}} http {{ access_log off; include {site}; }}"
    (machine.root / "nginx.conf").write_text(whole)

    done = subprocess.run(
        ["nginx", "-t", "-p", machine.root, "-c", machine.root / "nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "test is successful" in done.stderr) == (0, True), done.stderr
