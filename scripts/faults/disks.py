"""A small disk, which can be filled."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

MEGABYTES = 400  # as much as a new cluster of PostgreSQL takes several times
CHUNK = b"\0" * 65_536


def is_allowed() -> bool:
    """Tell whether this user may mount a file system."""
    return os.geteuid() == 0


@contextmanager
def small_disk() -> Iterator[Path]:
    """Give the folder of a file system of its own, in memory; CalledProcessError where none may be mounted."""
    with TemporaryDirectory(prefix="competence-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=755", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, seconds: float) -> None:
    """Leave no byte of a disk free for so long."""
    filler = disk / "filler"
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), filler.open("ab", buffering=0) as file:
            while file.write(CHUNK):
                pass
        time.sleep(0.1)  # what is deleted meanwhile is taken too
    filler.unlink()
