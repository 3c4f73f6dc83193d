"""What every test may use."""

import gc
import os
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta

import pytest
import time_machine
from coverage import Coverage
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from competence_app.assessments.queries import revision_between, steps_between
from competence_app.catalogue.queries import forget_published
from competence_app.passports.actions.keys import make_key

# How long an example takes says more about the machine than about the code.
hypothesis_settings.register_profile("project", deadline=None)
hypothesis_settings.register_profile("fuzz", deadline=None, max_examples=10_000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))

LEFT = timedelta(seconds=2)  # of a day, in which no test begins
MEASURED = "COVERAGE_PROCESS_CONFIG"  # lets coverage measure the workers, and would what they start
SELDOM = 20_000, 20, 20  # a tenth of the run went into looking for garbage


def pytest_configure() -> None:
    """Start the clock at the moment of CLOCK, if there is one: before collection, and in each of xdist's workers."""
    gc.set_threshold(*SELDOM)
    if "PYTEST_XDIST_WORKER" in os.environ:
        os.environ.pop(MEASURED, None)
    if moment := os.environ.get("CLOCK"):
        time_machine.travel(moment).start()  # noqa: TID251 - there is no test yet to mark


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep on PostgreSQL what asks the tests' database something: the rest says the same there as on SQLite."""
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _asks(item)])
        items[:] = filter(_asks, items)


def pytest_collection_finish() -> None:
    """Have the garbage collector leave alone what stays to the end: Django, the app and the tests."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None, object, object]:
    """Measure nothing while fixtures prepare what a test begins with: they ask nothing."""
    with _unmeasured():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Measure nothing while a walk, or made-up cases, meet lines without asking what each does."""
    marks = {mark.name for mark in item.iter_markers()}
    with _unmeasured() if marks & {"walk", "hypothesis"} else nullcontext():
        return (yield)


@contextmanager
def _unmeasured() -> Iterator[None]:
    measuring = Coverage.current()
    if measuring:
        measuring.stop()
    try:
        yield
    finally:
        if measuring:
            measuring.start()


def _asks(item: pytest.Item) -> bool:
    databases = {"db", "transactional_db", "django_db_setup"}
    return bool(item.get_closest_marker("django_db") or databases.intersection(getattr(item, "fixturenames", ())))


def pytest_report_header() -> str:
    """Say when the tests think they run."""
    return f"clock: {timezone.localtime():%d %B %Y, %H:%M:%S %Z}"


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


@pytest.fixture(scope="session", autouse=True)
def passport_keys(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let passports be signed, with a key of this run, and nobody else's be believed."""
    settings.PASSPORT_KEYS = str(tmp_path_factory.mktemp("keys"))
    settings.PASSPORT_ISSUERS = str(tmp_path_factory.mktemp("issuers"))
    make_key()


@pytest.fixture(autouse=True)
def one_day(request: pytest.FixtureRequest) -> None:
    """Let no test begin on one day and end on the next, which is another today: wait for midnight where it is near.

    A test with a clock of its own goes by that one.
    """
    now = timezone.now()
    if not request.node.get_closest_marker("time_machine") and timezone.localdate(now + LEFT) > timezone.localdate(now):
        time.sleep(LEFT.total_seconds())


@pytest.fixture(autouse=True)
def emptied_afterwards(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty PostgreSQL's tables after a test whose transactions are real, past the triggers that refuse it."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction") and connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in connection.introspection.django_table_names(only_existing=True):
                cursor.execute(f"TRUNCATE {connection.ops.quote_name(table)} CASCADE")


@pytest.fixture(autouse=True)
def forgetful_process() -> None:
    """Forget the versions of the test before: this test's database gives their keys to others."""
    forget_published()
    steps_between.cache_clear()
    revision_between.cache_clear()
