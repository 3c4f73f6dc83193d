"""A release that was just built."""

from pathlib import Path

import pytest

from scripts.dist import building


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A wheel and an sdist, built twice and found equal."""
    wheel, sdist = building.build(tmp_path_factory.mktemp("dist"))
    return wheel, sdist
