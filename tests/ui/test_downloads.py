from contextlib import closing
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

import pytest

from competence_app.ui import downloads
from competence_app.ui.downloads import Download


def test_a_download_says_what_it_is_called_and_how_long_it_is(db):
    download = Download(lambda file: file.write(b"All of it"), name="answers.csv", media_type="text/csv")

    with closing(download):
        assert b"".join(download.streaming_content) == b"All of it"  # type: ignore[arg-type]  # no asynchronous one
    assert download["Content-Disposition"] == 'attachment; filename="answers.csv"'
    assert download["Content-Length"] == "9"
    assert download["Content-Type"] == "text/csv"


@pytest.mark.parametrize("is_broken_off", [True, False])
def test_nothing_is_left_of_a_download_that_was_sent_or_broken_off(monkeypatch, tmp_path, db, is_broken_off):
    made = _watched(monkeypatch, tmp_path)
    download = Download(lambda file: file.write(b"x" * 2_000_000), name="x", media_type="text/csv")

    parts: Any = download.streaming_content
    sent = next(iter(parts)) if is_broken_off else b"".join(parts)
    download.close()

    assert sent
    assert [file.closed for file in made] == [True]
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_of_a_download_that_could_not_be_made(monkeypatch, tmp_path):
    made = _watched(monkeypatch, tmp_path)

    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        Download(write, name="x", media_type="text/csv")

    assert [file.closed for file in made] == [True]
    assert list(tmp_path.iterdir()) == []


def _watched(monkeypatch, folder):
    """Return a list that takes every file that is made, in ``folder``."""
    made: list[Any] = []

    def watched(size):
        made.append(SpooledTemporaryFile(size, dir=folder))  # noqa: SIM115 - what is watched is whether it is closed
        return made[-1]

    monkeypatch.setattr(downloads, "SpooledTemporaryFile", watched)
    return made
