"""ZIP files that are sent while they are made."""

from io import BytesIO
from random import Random
from zipfile import ZipFile

from competence_app.ui.books.packing import HELD, zipped


def test_a_long_file_comes_in_pieces_none_of_which_is_long():
    parts = [Random(number).randbytes(10_000) for number in range(30)]  # noqa: S311 - nothing secret

    pieces = list(zipped([("short", [b"All of it"]), ("long", parts)]))

    archive = ZipFile(BytesIO(b"".join(pieces)))
    assert (archive.read("short"), archive.read("long")) == (b"All of it", b"".join(parts))
    assert [len(piece) > HELD for piece in pieces].count(True) == len(pieces) - 3
    assert max(map(len, pieces)) < 2 * HELD
