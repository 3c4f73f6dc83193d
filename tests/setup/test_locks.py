import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = sorted(path.name for path in ROOT.glob("*.lock"))


def names(lock: str) -> set[str]:
    """Return the names of the packages in a lock."""
    return set(extras(lock))


def extras(lock: str) -> dict[str, set[str]]:
    """Return the extras that a lock has of each package, by its name."""
    found = re.findall(r"^([a-z0-9.-]+)(?:\[(.*)\])?==", (ROOT / lock).read_text(), re.MULTILINE)
    return {name: set(said.split(", ")) - {""} for name, said in found}


def asked_for(name: str) -> Iterator[Requirement]:
    """Yield what a package that is installed needs here."""
    for line in requires(name) or []:
        wanted = Requirement(line)
        if not wanted.marker or wanted.marker.evaluate({"extra": ""}):
            yield wanted


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


def test_extras_that_packages_ask_of_each_other_stand_in_the_lock():
    locked = extras("runtime.lock")
    installed = {canonicalize_name(one.name) for one in distributions()}  # some are for Windows alone

    wanted = [one for name in installed & set(locked) for one in asked_for(name) if one.extras]

    assert wanted
    # Debian 12's pip takes what has only its name and its digests for something else, and installs nothing.
    assert [str(one) for one in wanted if not one.extras <= locked[canonicalize_name(one.name)]] == []
