"""Whether people are held off: files say so, which every process on this machine looks for."""

from pathlib import Path

from django.conf import settings


def pause_file() -> Path:
    """Return the file that is there while nobody is served."""
    return Path(settings.VAR_DIR, "paused")


def restored_file() -> Path:
    """Return the file whose time is that of the last restoring: who began before it remembers other rows."""
    return Path(settings.VAR_DIR, "restored")
