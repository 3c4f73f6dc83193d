"""What is done at one of the two databases, in a process of its own."""

import os

import django
from django.core.management import call_command


def begin(folder: str, url: str) -> None:
    """Let this process be the app, as in service, on a database."""
    os.environ.update(BENCH_FOLDER=folder, DJANGO_SETTINGS_MODULE="scripts.bench.settings", DATABASE_URL=url)
    os.environ["PASSPORT_KEYS"] = f"{folder}/keys"
    django.setup()


def make() -> None:
    """Make the tables and the world that is measured."""
    from scripts.scale.world import make_world  # noqa: PLC0415 - it needs Django set up

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_world()


def fill(people: int) -> None:
    """Add what so many people leave."""
    from scripts.scale import filling  # noqa: PLC0415 - as above

    filling.fill(people)


def names() -> list[str]:
    """Return the names of the pages, in their order."""
    from scripts.scale import visiting  # noqa: PLC0415 - as above

    return visiting.names()


def count() -> list[int]:
    """Return how many queries each page makes."""
    from scripts.scale import visiting  # noqa: PLC0415 - as above

    return visiting.count()


def visit(places: list[int]) -> list[tuple[float, float]]:
    """Ask for these pages once, and return the wall and the CPU milliseconds of each."""
    from scripts.scale import visiting  # noqa: PLC0415 - as above

    return visiting.visit(places)
