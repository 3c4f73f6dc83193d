"""Holding people off while the database is another's."""

from collections.abc import Iterator
from contextlib import contextmanager

from competence_app.service.queries.pausing import pause_file, restored_file


@contextmanager
def paused() -> Iterator[None]:
    """Let people see a page that says so, and let the server's processes begin anew afterwards."""
    pause_file().parent.mkdir(parents=True, exist_ok=True)
    pause_file().touch()
    try:
        yield
    finally:
        restored_file().touch()
        pause_file().unlink(missing_ok=True)
