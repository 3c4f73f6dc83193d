"""What gunicorn is to do about counters: the name of each function is that of its setting."""

import os
import shutil
from typing import Any

from prometheus_client.multiprocess import mark_process_dead

from competence_app.service.metrics.counters import FOLDER


def child_exit(_server: Any, worker: Any) -> None:
    """Count no longer what only a process that lives can say."""
    if FOLDER in os.environ:
        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Leave no folder behind."""
    if folder := os.environ.get(FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
