"""docs/running.md, done line by line on a machine that is a folder, without systemd and without other accounts."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from competence_app.environment.variables import VARIABLES
from scripts.dist.building import digest
from scripts.environment import UV

PAGE = Path(__file__).parents[2] / "docs/running.md"
BLOCK = re.compile(r"^```(sh|ini|nginx)(?: file=(\S+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
# What takes root, an account that is not there, or the network.
LEFT_OUT = (
    "apt-get ",
    "adduser ",
    "sudo -u postgres ",
    "chown ",
    "ln -s /etc/nginx",
    "nginx -t",
    "systemctl reload nginx",
)
OURS = ("DJANGO", "COVERAGE", *VARIABLES)
PATIENCE = 60  # seconds
# Asked for at a terminal, or by a browser behind the proxy.
TYPED = {
    "competence create-admin": "competence create-admin --no-input --email sam@example.org --full_name 'Sam Carter'",
}


class Block(NamedTuple):
    """A piece of the page: lines to do, or the content of a file."""

    language: str
    file: str
    text: str


def blocks() -> list[Block]:
    """Return the pieces, in their order."""
    return [Block(*found) for found in BLOCK.findall(PAGE.read_text())]


@dataclass
class Machine:
    """A folder in which the page's own paths are, and what is served from there."""

    root: Path
    port: int
    served: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def prepare(self, wheel: Path) -> None:
        """Lay a release into the folder where the lines are done."""
        for file in (wheel, Path("runtime.lock")):
            shutil.copy(file, self.root)
        names = [wheel.name, "runtime.lock"]
        sums = "".join(f"{digest(self.root / name)}  {name}\n" for name in names)
        (self.root / "SHA256SUMS").write_text(sums)

    def here(self, text: str) -> str:
        """Return a text with places of this machine in it."""
        text = re.sub(r"/(?:opt|etc|var/lib|var/backups|var/www)/competence|/etc/systemd|/etc/nginx", self._below, text)
        text = text.replace("/usr/local/bin/competence", f"{self.root}/usr/local/bin/competence")
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
        text = re.sub(r"-[og] (?:competence|root) ", "", text)
        text = re.sub(r"exec setpriv .*--init-groups ", "exec ", text)
        return re.sub(r"^DATABASE_URL=.*\n|^EMAIL_URL=.*\n", "", text, flags=re.MULTILINE)

    def do(self, block: Block) -> None:
        """Write the file, or do the lines; CalledProcessError where one fails."""
        if block.file:
            self._write(Path(self.here(block.file)), self.here(block.text))
            return
        for line in block.text.splitlines():
            if not line.startswith(LEFT_OUT):
                self._do(line)

    def stop(self) -> None:
        """Stop what is served, as systemd does."""
        for process in self.served:
            process.send_signal(signal.SIGTERM)
        for process in self.served:
            process.wait(PATIENCE)
        self.served.clear()

    def _below(self, found: re.Match[str]) -> str:
        return f"{self.root}{found[0]}"

    def _write(self, file: Path, text: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        if file.name == "environment":
            file.write_text(f"{text}EMAIL_URL=smtp://127.0.0.1:1\nVAR_DIR={self.root}/var/lib/competence\n")

    def _do(self, line: str) -> None:
        self.done.append(line)
        if line.startswith("systemctl"):
            self._systemctl(line.split()[1:])
            return
        line = self.here(TYPED.get(line, line))
        line = re.sub(r"(\S+)/bin/pip install", rf"{UV.absolute()} pip install --python \1/bin/python", line)
        subprocess.run(["sh", "-ec", line], cwd=self.root, env=self._environment(), check=True, timeout=10 * PATIENCE)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        path = f"{self.root}/usr/local/bin{os.pathsep}{os.environ['PATH']}"
        return kept | {"PATH": path, "DJANGO_SUPERUSER_PASSWORD": "correct horse battery staple"}

    def _systemctl(self, words: list[str]) -> None:
        if words[0] == "restart":
            self.stop()
        if words[0] == "restart" or "competence.service" in words:
            self.served = [self._started("competence.service"), self._started("competence-worker.service")]
            self._wait()
        if "competence-backup.timer" in words:
            assert self._started("competence-backup.service").wait(PATIENCE) == 0

    def _started(self, unit: str) -> "subprocess.Popen[bytes]":
        """Start what a unit starts, with its settings, and its socket where it has one."""
        parser = ConfigParser(strict=False, interpolation=None)
        parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
        parser.read(self.root / f"etc/systemd/system/{unit}")
        said = parser["Service"]
        environment = Path(said["EnvironmentFile"]).read_text().splitlines()
        own = dict(shlex.split(line)[0].split("=", 1) for line in environment if line)
        command = said["ExecStart"].replace("%%", "%")
        if unit == "competence.service":
            return self._with_socket(command, own)
        return subprocess.Popen(["sh", "-c", f"exec {command}"], cwd=self.root, env=own | {"PATH": os.environ["PATH"]})

    def _with_socket(self, command: str, own: dict[str, str]) -> "subprocess.Popen[bytes]":
        """Start it as systemd does what a socket belongs to: open as the third file, its process named."""
        with socket.create_server(("127.0.0.1", self.port), backlog=128) as listener:
            handed = f"LISTEN_PID=$$ LISTEN_FDS=1; export LISTEN_PID LISTEN_FDS; exec {command} 3<&{listener.fileno()}"
            env = own | {"PATH": os.environ["PATH"]}
            return subprocess.Popen(["bash", "-c", handed], cwd=self.root, env=env, pass_fds=[listener.fileno()])

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("Nothing is served.")


def units(root: Path) -> Iterator[Path]:
    """Yield the services that the page has, as they were written."""
    return (root / "etc/systemd/system").glob("*.service")
