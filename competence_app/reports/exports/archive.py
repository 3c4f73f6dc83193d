"""Everything held about one person, as one ZIP file: a JSON document for programs, and a CSV file a part."""

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from competence_app.catalogue.rules.fields import Node
from competence_app.people.models import User
from competence_app.reports.layout.files import held
from competence_app.ui.books.comma_separated import pieces_of
from competence_app.ui.books.packing import entry
from competence_app.ui.books.tables import BookTable, Cell
from competence_app.ui.downloads import MEGABYTE

README, SCHEMA, DOCUMENT = "README.txt", "schema.json", "data.json"
COPIED = 64 * 1024  # bytes at a time


def write_archive(person: User, file: BinaryIO) -> None:
    """Write it row by row, each read once: what it takes of memory does not grow with what is held."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, SpooledTemporaryFile(MEGABYTE) as document:
        archive.writestr(README, held.read_me(person))
        archive.writestr(SCHEMA, held.schema())
        document.write(json.dumps(held.beginning())[:-1].encode())
        for part in held.archive_parts(person):
            _write_part(part, archive, document)
        document.write(b"\n}\n")
        _copy(document, archive)


def _write_part(part: held.ArchivePart, archive: ZipFile, document: IO[bytes]) -> None:
    """Write a part as a file of its own, and as one field of the document on the way."""
    document.write(f",\n{json.dumps(part.name)}: ".encode())
    document.write(b"" if part.is_single else b"[")
    with archive.open(entry(f"{part.name}.csv"), "w") as file:
        file.writelines(pieces_of(BookTable(part.name, part.columns, _written(part.rows, document))))
    document.write(b"" if part.is_single else b"\n]")


def _written(rows: Iterator[Node], document: IO[bytes]) -> Iterator[list[Cell]]:
    """Write each row into the document, and hand on what a table has of it."""
    for number, row in enumerate(rows):
        document.write((b",\n" if number else b"\n") + row.model_dump_json().encode())
        yield held.cells(row)


def _copy(document: IO[bytes], archive: ZipFile) -> None:
    document.seek(0)
    with archive.open(entry(DOCUMENT), "w") as copy:
        while read := document.read(COPIED):
            copy.write(read)
