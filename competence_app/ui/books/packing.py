"""ZIP files that are sent while they are made."""

from collections.abc import Iterable, Iterator
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.timezone import localtime

HELD = 64 * 1024  # bytes that wait, at least


class _Held:
    """What a ZIP file has written, until somebody takes it: a file that knows no way back."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def __len__(self) -> int:
        return len(self._bytes)

    def write(self, some: bytes) -> int:
        self._bytes += some
        return len(some)

    def flush(self) -> None:
        """Leave it where it is."""

    def taken(self) -> bytes:
        some = bytes(self._bytes)
        self._bytes.clear()
        return some


def zipped(entries: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield a ZIP file of entries, each a name and its pieces. Their list ends it, so that a part of it is none."""
    held = _Held()
    with ZipFile(cast("IO[bytes]", held), "w") as archive:
        for name, pieces in entries:
            yield from _packed(archive, entry(name), pieces, held)
    yield held.taken()


def _packed(archive: ZipFile, one: ZipInfo, pieces: Iterable[bytes], held: _Held) -> Iterator[bytes]:
    with archive.open(one, "w") as file:
        for piece in pieces:
            file.write(piece)
            if len(held) > HELD:
                yield held.taken()
    yield held.taken()


def entry(name: str) -> ZipInfo:
    """Return what stands in a ZIP file of one that is written into it now."""
    made = ZipInfo(name, localtime().timetuple()[:6])
    made.compress_type = ZIP_DEFLATED
    return made
