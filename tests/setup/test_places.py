"""Where files are that are no code: in the tree, and once the app is installed."""

from pathlib import Path

import pytest

from competence_app.places import files_of, sources_of, var_of


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package's folder in a tree."""
    package = tmp_path / "competence_app"
    package.mkdir()
    return package


def test_in_a_tree_they_lie_beside_the_package(package, tmp_path):
    found = files_of(package), var_of(package), sources_of(package)

    assert found == (tmp_path, tmp_path / "var", [tmp_path / "build"])


def test_once_installed_they_lie_inside_it_and_nothing_is_written_there(package):
    files = package / "files"
    files.mkdir()

    assert (files_of(package), var_of(package), sources_of(package)) == (files, Path("/var/lib/competence"), [])
