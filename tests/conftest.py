"""What every test may use."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from competence_app.assessments.queries import steps_between
from competence_app.catalogue.queries import forget_published

# How long an example takes says more about the machine than about the code.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(autouse=True)
def _forget_versions() -> Iterator[None]:
    """Published versions are kept for ever, but a test's database is rolled back and gives their keys anew."""
    yield
    forget_published()
    steps_between.cache_clear()
