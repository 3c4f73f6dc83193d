"""Measure pages and the framework loader, and print the figures: `python -m scripts.bench [--requests N] [--pages]`.

On a SQLite file made for it, or on the empty database of $DATABASE_URL, which it leaves filled.
"""

import argparse
import os
import tempfile

import django
from django.core.management import call_command


def main() -> None:
    """Prepare the database and print all tables; exits with advice when the database is not empty."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description="Measure pages and the loader.")
    parser.add_argument("--requests", type=int, default=300, help="how many of each page (300)")
    parser.add_argument("--pages", action="store_true", help="leave out the rest, which takes some minutes")
    parser.add_argument("--people", type=int, default=5000, help="of how many the longest files are (5000)")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="competence-bench-") as folder:
        os.environ.update(BENCH_FOLDER=folder, DJANGO_SETTINGS_MODULE="scripts.bench.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        django.setup()
        _make_database()
        from scripts.bench import report  # noqa: PLC0415 - it needs Django set up

        report.pages(wanted.requests)
        report.whole_pages(max(wanted.requests // 10, 5))
        report.ward_pages(max(wanted.requests // 10, 5))
        report.documents()
        if not wanted.pages:
            report.revising()  # first, for what it takes of memory to be seen
            report.loader()
            report.bringing()
            report.leads(wanted.people)
            report.files(wanted.people)


def _make_database() -> None:
    from django.db import connection  # noqa: PLC0415 - as above

    if connection.introspection.table_names():
        raise SystemExit("The database of DATABASE_URL is not empty. Measuring fills it: name an empty one, or none.")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
