"""What every test may use."""

import os

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from competence_app.assessments.queries import revision_between, steps_between
from competence_app.catalogue.queries import forget_published

# How long an example takes says more about the machine than about the code.
hypothesis_settings.register_profile("project", deadline=None)
hypothesis_settings.register_profile("fuzz", deadline=None, max_examples=10_000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Keep SQLite's test database in a file of its own, so that runs can go side by side.

    A file, since threads lock each other out of a database in memory.
    """
    default = settings.DATABASES["default"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def forgetful_process() -> None:
    """Forget the versions of the test before: this test's database gives their keys to others."""
    forget_published()
    steps_between.cache_clear()
    revision_between.cache_clear()
