"""A file is known by what is in it; its name says what it is only where that does not."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from competence_app.catalogue.formats.recognising import OtherKindError, recognised
from competence_app.catalogue.formats.registry import TEXT, WORKBOOK, YAML
from competence_app.catalogue.formats.workbook.writing import write_workbook
from competence_app.catalogue.formats.yaml.reading import read
from tests.catalogue.samples import SMALLEST

OLE = b"\xd0\xcf\x11\xe0"


def packed(**parts: bytes):
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return file.getvalue()


def stream(name: str):
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.yaml", b"anything", YAML),
        ("a.YML", SMALLEST.encode(), YAML),
        ("a.txt", SMALLEST.encode(), YAML),
        ("a.txt", b"An ability to ask", TEXT),
        ("a.txt", b"title: what it is called", TEXT),
        ("a.yaml", write_workbook(read(SMALLEST)), WORKBOOK),
        ("a.xlsx", b"PK\x03\x04", WORKBOOK),
        ("a.xlsx", stream("EncryptedPackage"), WORKBOOK),
    ],
)
def test_file_that_is_read_is_known(name, data, kind):
    assert recognised(data, name) is kind


@pytest.mark.parametrize(
    ("name", "data", "way"),
    [
        ("a.yaml", b"{\\rtf1 An ability", "it is in Rich Text Format"),
        ("a.docx", stream("EncryptedPackage"), "it is protected by a password"),
        ("a.txt", stream("WordDocument"), "it is a document of Word before 2007"),
        ("a.txt", stream("Workbook"), "open it in Excel or LibreOffice and save it as an Excel workbook"),
        ("a.doc", OLE, "it is a document of Word before 2007"),
        ("a.txt", packed(mimetype=b"application/vnd.oasis.opendocument.text"), "it is a document of LibreOffice"),
        ("a.txt", packed(**{"ppt__presentation.xml": b""}), "it is a presentation"),
        ("a.txt", b" <!DOCTYPE html>", "it is a web page"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "it is a picture"),
        ("a.csv", b"K1", "its first line has but one cell"),
        ("a", b"An ability", ""),
    ],
)
def test_file_of_another_kind_is_refused_with_what_to_do(name, data, way):
    with pytest.raises(OtherKindError) as refusal:
        recognised(data, name)

    assert refusal.value.way[: len(way) or 1] == way
