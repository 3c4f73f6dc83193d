"""Create .venv and install locked packages into it: `python3 -m scripts.environment LOCK…`.

Runs before anything is installed, on whatever Python there is: standard library only, and no syntax newer than 3.7.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import venv
from pathlib import Path

OLDEST_PYTHON = (3, 11)
VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"


def python_fault(version: tuple[int, ...], *, has_ensurepip: bool) -> str | None:
    """Return what to install when this Python cannot make the environment, None when it can."""
    found = ".".join(map(str, version[:2]))
    if version < OLDEST_PYTHON:
        return (
            f"Python 3.11 or newer is needed, and this is Python {found}.\n"
            "Install one (Debian 12 or newer, Ubuntu 24.04 or newer: sudo apt install python3 python3-venv)\n"
            "and, when it is not the default, name it: make run PYTHON=python3.12"
        )
    if not has_ensurepip:
        return f"Python {found} cannot make virtual environments.\nDebian, Ubuntu: sudo apt install python3-venv"
    return None


def succeeds(command: list[str | Path], *, quietly: bool = False) -> bool:
    """Run a command and say whether it ended well."""
    return subprocess.run(command, capture_output=quietly, check=False).returncode == 0


def create() -> None:
    """Make .venv unless a working one is there."""
    if PYTHON.exists() and succeeds([PYTHON, "-m", "pip", "--version"], quietly=True):
        return
    print("Creating .venv")
    venv.create(VENV, with_pip=True, clear=True)


def install(lock: str) -> None:
    """Install the packages of a lock, with uv where uv can be had, else with pip; every file must match its hash."""
    print(f"Installing {lock}")
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    uv: list[str | Path] = [UV, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes"]
    has_uv = succeeds([*pip, "--only-binary=:all:", "--requirement", "setup.lock"])
    if not succeeds([*(uv if has_uv else pip), "--requirement", lock]):
        raise SystemExit(f"{lock} could not be installed: see the lines above. Is the package registry within reach?")


def main(locks: list[str]) -> None:
    """Check Python, make the environment and install each lock; exits with advice where that fails."""
    fault = python_fault(sys.version_info[:2], has_ensurepip=importlib.util.find_spec("ensurepip") is not None)
    if fault:
        raise SystemExit(fault)
    create()
    for lock in locks:
        install(lock)


if __name__ == "__main__":
    main(sys.argv[1:])
