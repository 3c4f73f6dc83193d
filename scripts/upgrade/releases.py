"""Releases of this repository's past and of now, each installed by itself."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.dist import building, installing

MIGRATIONS = "competence_app/*/migrations/*.py"


def former() -> str:
    """Return the release before: the newest tag, else what was there before the last migration came."""
    tags = _git("tag", "--sort=-creatordate").split()
    return tags[0] if tags else _git("log", "-1", "--diff-filter=A", "--format=%h", "--", MIGRATIONS).strip() + "^"


@contextmanager
def installed(reference: str) -> Iterator[Path]:
    """Build and install a commit's release; give the folder of its programs, gone in the end.

    Raises CalledProcessError where it cannot be built or installed.
    """
    with TemporaryDirectory(prefix="competence-release-") as name:
        folder = Path(name)
        tree = folder / "tree"
        _git("worktree", "add", "--quiet", "--detach", str(tree), reference)
        try:
            yield _installed(tree, folder)
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _installed(tree: Path, folder: Path) -> Path:
    (tree / ".venv").symlink_to(Path(".venv").absolute())
    _python(tree, "-m", "scripts.front_end")
    _python(tree, "-m", "manage", "collectstatic", "--no-input", "--clear", "--ignore", "admin", "--verbosity", "0")
    wheel, _ = building.built(tree, folder / "dist")
    return installing.install(wheel, folder / "environment", tree / "runtime.lock")


def _python(tree: Path, *arguments: str) -> None:
    env = {**os.environ, "DEBUG": "1"}
    subprocess.run([sys.executable, *arguments], cwd=tree, env=env, check=True, stdout=subprocess.DEVNULL)


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout
