"""Installing a wheel as an installation does: into an empty environment, what it needs by the lock."""

import subprocess
import sys
from pathlib import Path

from scripts.environment import UV


def install(wheel: Path, into: Path, lock: Path = Path("runtime.lock")) -> Path:
    """Make an environment with the wheel and what is locked, and nothing else; return the folder of its programs.

    What the cache has is not asked for again. Raises CalledProcessError.
    """
    _uv("venv", "--python", sys.executable, into)
    python = into / "bin/python"
    _uv("pip", "install", "--python", python, "--require-hashes", "--requirement", lock)
    _uv("pip", "install", "--python", python, "--no-deps", wheel)
    return python.parent


def _uv(*arguments: str | Path) -> None:
    subprocess.run([UV, "--quiet", *arguments], check=True)
