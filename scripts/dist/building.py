"""Building the wheel and the sdist: the same bytes from the same files, wherever and whenever."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.environment import UV

# What pyproject.toml puts into an sdist, and what it is built by.
TREE = (
    *(".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "manage.py", "pyproject.toml", "runtime.lock"),
    *("competence_app", "docs", "frameworks", "staticfiles", "templates"),
)


def build(into: Path) -> list[Path]:
    """Build an sdist, and from it a wheel; build both again from a copy of the files, and return them where all are equal.

    Raises CalledProcessError where one cannot be built, SystemExit where two differ.
    """
    made = built(Path(), into)
    with TemporaryDirectory(prefix="competence-dist-") as folder:
        again = built(_copy(Path(folder, "elsewhere")), Path(folder, "again"))
        if different := [one.name for one, other in zip(made, again, strict=True) if digest(one) != digest(other)]:
            raise SystemExit(f"Built twice, these differ: {', '.join(different)}")
    return made


def digest(file: Path) -> str:
    """Return a file's SHA-256, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def epoch() -> str:
    """Return the second that files of a release are dated with: that of the last commit, else of the first day of 2020."""
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "1577836800"
    return done.stdout.strip()


def _copy(target: Path) -> Path:
    target.mkdir()
    for name in TREE:
        copy = shutil.copytree if Path(name).is_dir() else shutil.copy
        copy(name, target / name)
    return target


def built(tree: Path, into: Path) -> list[Path]:
    """Build a wheel and an sdist of a tree once; CalledProcessError."""
    command = [str(UV.absolute()), "build", "--quiet", "--no-build-isolation", "--python", sys.executable]
    env = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", epoch())}
    subprocess.run([*command, "--out-dir", str(into.absolute())], cwd=tree, env=env, check=True)
    (into / ".gitignore").unlink(missing_ok=True)
    return sorted([*into.glob("*.whl"), *into.glob("*.tar.gz")])
