"""The small framework as a workbook, and what people and programs may do to it."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.workbook.reading import read_workbook
from competence_app.catalogue.formats.workbook.writing import write_workbook
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework


def framework(**changes: Any):
    return Content.model_validate(small_framework(**changes))


SMALL = framework()
WRITTEN = write_workbook(SMALL)


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def edited(**sheets_cells: dict[str, Any]):
    """Return the small framework's workbook with other values in some cells: ``Competences={"E2": "Knows"}``."""
    book = load_workbook(BytesIO(WRITTEN))
    for title, cells in sheets_cells.items():
        for coordinate, value in cells.items():
            book[title.replace("_", " ")][coordinate] = value
    return saved(book)


def changed(change):
    """Return the small framework's workbook after ``change`` was made to it."""
    book = load_workbook(BytesIO(WRITTEN))
    change(book)
    return saved(book)


def repacked(change, data=WRITTEN, compression=ZIP_DEFLATED):
    """Return the archive with the bytes of each of its parts changed: ``change(name, bytes)``."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def with_xml(part, before, what):
    """Return the small framework's workbook with this XML in one of its parts."""
    return repacked(lambda name, xml: xml.replace(before, what + before) if name == part else xml)


def messages(data):
    with pytest.raises(UnreadableError) as caught:
        read_workbook(data)
    return str(caught.value).splitlines()


def with_competence(**fields: Any):
    """Return the small framework whose D1 says something else."""
    said = small_framework()
    said["domains"][1]["competences"][0] |= fields
    return Content.model_validate(said)
