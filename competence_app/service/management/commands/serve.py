"""``competence serve``: serve the pages until stopped, at an address or at the sockets that systemd hands over."""

import os
import sys
from tempfile import mkdtemp
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from competence_app.service.metrics.counters import FOLDER
from competence_app.service.rules.serving import gunicorn

HERE = "127.0.0.1:8000"
THREADS = 4


class Command(BaseCommand):
    """Becomes gunicorn, which systemd then knows by the same process."""

    help = "Serve the pages until stopped. A proxy before it ends HTTPS."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where, and with how many processes and threads."""
        where = f"HOST:PORT or unix:FILE; by default what systemd hands over, else {HERE}"
        parser.add_argument("--bind", metavar="ADDRESS", help=where)
        workers = max(2, os.cpu_count() or 1)
        parser.add_argument("--workers", type=int, default=workers, help="processes; by default %(default)s")
        parser.add_argument("--threads", type=int, default=THREADS, help="of each; by default %(default)s")

    def handle(self, *, bind: str | None, workers: int, threads: int, **_options: Any) -> None:
        """Let the server take this process's place."""
        handed = "LISTEN_FDS" in os.environ
        places = [bind] if bind else [] if handed else [HERE]
        os.environ.setdefault("MALLOC_ARENA_MAX", "1")  # a heap for each thread would take 25 MB more, for nothing
        os.environ[FOLDER] = mkdtemp(prefix="competence-metrics-")  # which gunicorn removes
        command = gunicorn(sys.executable, *places, workers=workers, threads=threads)
        os.execv(command[0], command)  # noqa: S606 - it takes this process's place, signals included
