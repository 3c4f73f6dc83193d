"""Find Chromium, or install it; `python -m scripts.chromium` prints its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The shell is Chromium without a window, which it does not make for every page then: half the work.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
ADVICE = (
    "The browser tests need Chromium, and none could be found or installed.\n"
    "Debian: sudo apt install --no-install-recommends chromium-headless-shell\n"
    "Elsewhere: install Chromium or Chrome, and name it when it is not on PATH: CHROMIUM=/path/to/chrome make test"
)


def find() -> str:
    """Return the path of a Chromium: $CHROMIUM, PATH, Debian's package (as root), playwright's; exits when none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return _named(named)
    path = on_path() or _from_debian() or _from_playwright()
    if path is None:
        raise SystemExit(ADVICE)
    return path


def on_path() -> str | None:
    """Return the first Chromium or Chrome on PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def _named(path: str) -> str:
    found = shutil.which(path)
    if found is None:
        raise SystemExit(f"CHROMIUM={path} is not a program. Name a Chromium or Chrome, or unset CHROMIUM.")
    return found


def _from_debian() -> str | None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return None
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", SHELL]):
        subprocess.run([apt, *step], env=env, stdout=sys.stderr, check=False)
    return on_path()


def _from_playwright() -> str | None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    print(find())
