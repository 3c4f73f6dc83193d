"""What gunicorn is to do about counters and memory: the name of each function is that of its setting."""

import gc
import os
import shutil
from typing import Any

from prometheus_client.multiprocess import mark_process_dead

from competence_app.service.metrics.counters import FOLDER


def pre_fork(_server: Any, _worker: Any) -> None:
    """Leave what is read once to all processes: looking for garbage in it would copy it into each."""
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    """Count no longer what only a process that lives can say."""
    if FOLDER in os.environ:
        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Leave no folder behind."""
    if folder := os.environ.get(FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
