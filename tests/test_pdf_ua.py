"""Whoever looks for faults in PDFs finds them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, NameObject

from competence_app.catalogue.exports.pdf import version_pdf
from competence_app.catalogue.formats.yaml.reading import read
from competence_app.demo import cast
from tests.pdf_ua import faults

Change = Callable[[Any, list[Any]], object]
FIGURE = b"""#set document(title: [T])
#figure(alt: "a line", line())
= A
#table(columns: 1, table.header[B], [C])
#link("https://example.org")[D]
"""


@pytest.fixture(scope="module")
def figure() -> bytes:
    """A PDF with a figure, a table and a link."""
    pdf: bytes = typst.compile(FIGURE, format="pdf", pdf_standards=["ua-1"])
    return pdf


def changed(pdf: bytes, change: Change) -> bytes:
    """Return it after a change of its catalogue or of any of its objects."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    root: Any = writer._root_object  # noqa: SLF001 - pypdf has no other way to it
    objects: list[Any] = [one.get_object() for one in writer._objects if one]  # noqa: SLF001 - nor to these
    change(root, objects)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def of_kind(objects: list[Any], key: str, value: str) -> list[Any]:
    return [one for one in objects if isinstance(one, dict) and str(one.get(key)) == value]


def without(name: str) -> Change:
    """Return what takes a name out of the catalogue."""
    return lambda root, _: root.pop(name)


def each_without(key: str, value: str, *names: str) -> Change:
    """Return what takes names out of all objects of a kind."""
    return lambda _, objects: [one.pop(name, None) for one in of_kind(objects, key, value) for name in names]


def renamed(kind: str, other: str) -> Change:
    """Return what makes all elements of a kind those of another."""
    return lambda _, objects: [
        one.update({NameObject("/S"): NameObject(other)}) for one in of_kind(objects, "/S", kind)
    ]


def test_a_document_of_ours_has_none(figure):
    assert faults(figure) == []
    assert faults(version_pdf(read(cast.EXAMPLE.read_text(encoding="utf-8")))) == []
    assert faults(changed(figure, lambda *_: None)) == []


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (without("/MarkInfo"), "01-001"),
        (without("/StructTreeRoot"), "01-006"),
        (without("/Metadata"), "06-001"),
        (without("/Metadata"), "06-003"),
        (without("/ViewerPreferences"), "07-001"),
        (without("/Lang"), "11-006"),
        (lambda root, _: root["/MarkInfo"].update({NameObject("/Suspects"): BooleanObject(value=True)}), "05-003"),
        (each_without("/Type", "/Page", "/StructParents"), "01-007"),
        (each_without("/Type", "/Page", "/Tabs"), "28-008"),
        (each_without("/Subtype", "/Link", "/Contents"), "28-012"),
        (each_without("/Subtype", "/Link", "/StructParent"), "28-002"),
        (each_without("/S", "/Figure", "/Alt"), "13-004"),
        (each_without("/S", "/TH", "/A", "/ID"), "15-003"),
        (each_without("/Type", "/Font", "/ToUnicode"), "31-027"),
        (each_without("/Type", "/FontDescriptor", "/FontFile3"), "31-009"),
        (renamed("/TR", "/P"), "09-004"),
        (renamed("/P", "/Whatever"), "02-001"),
        (renamed("/H1", "/H2"), "14-002"),
        (renamed("/P", "/H3"), "14-003"),
    ],
)
def test_what_is_missing_is_found(figure, change, number):
    found = faults(changed(figure, change))

    assert number in {fault.split()[0] for fault in found}


def test_what_is_shown_outside_of_all_tags_is_found(figure):
    untagged = typst.compile(b"One line", format="pdf", pdf_tags=False)

    assert {"01-006", "01-005", "01-001"} <= {fault.split()[0] for fault in faults(untagged)}
