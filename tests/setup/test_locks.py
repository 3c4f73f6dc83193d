import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted(path.name for path in ROOT.glob("*.lock"))


def names(lock: str) -> set[str]:
    """Return the names of the packages in a lock."""
    return set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", [*LOCKS, "pyproject.toml", "package.json"])
def test_lock_records_no_address(name):
    text = (ROOT / name).read_text()

    assert re.findall(r"https?:|file:|index-url|find-links", text) == []


def test_npm_lock_records_nowhere_to_download_from():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert [path for path, package in packages.items() if "resolved" in package] == []
    assert [path for path, package in packages.items() if path and "integrity" not in package] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_a_hash_for_every_package(name):
    packages = re.split(r"^(?=\S)", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]

    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_locks_are_the_four_that_the_makefile_makes():
    assert LOCKS == ["dev.lock", "node.lock", "runtime.lock", "setup.lock"]


def test_runtime_lock_holds_the_dependencies_and_nothing_of_development():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {re.split(r"[ \[]", dependency)[0] for dependency in project["project"]["dependencies"]}

    runtime = names("runtime.lock")

    assert wanted <= runtime
    assert "pytest" not in runtime
    assert runtime <= names("dev.lock")
