"""What a program can check of PDF/UA-1 (ISO 14289-1), by the numbers of the Matterhorn Protocol.

typst refuses to make what breaks some of them. This looks at what was made.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

# Types of structure that need no map to others, as ISO 32000-1 lists them.
STANDARD = {
    *(
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead"),
    *("TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula"),
    "Form",
}
INSIDE = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
SHOWING = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do"}


def faults(pdf: bytes) -> list[str]:
    """Return what is wrong, each with its number in the protocol; nothing where nothing is."""
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    elements = list(_elements(root.get("/StructTreeRoot", {})))
    return [*_of_catalog(root), *_of_structure(root, elements), *_of_pages(reader), *_of_fonts(reader)]


def _of_catalog(root: Any) -> Iterator[str]:
    metadata = root["/Metadata"].get_data() if "/Metadata" in root else b""
    wrong = {
        "01-006 nothing is tagged": "/StructTreeRoot" not in root,
        "01-001 it does not say that it is tagged": not _is_on(root, "/MarkInfo", "/Marked"),
        "05-003 its tags may be wrong": _is_on(root, "/MarkInfo", "/Suspects"),
        "06-001 it does not say that it is PDF/UA": b"<pdfuaid:part>1</pdfuaid:part>" not in metadata,
        "06-003 it has no title": b"<dc:title>" not in metadata,
        "07-001 its title is not shown": not _is_on(root, "/ViewerPreferences", "/DisplayDocTitle"),
        "11-006 it has no language": not root.get("/Lang"),
    }
    return (fault for fault, is_so in wrong.items() if is_so)


def _is_on(root: Any, where: str, name: str) -> bool:
    return str(root.get(where, {}).get(name)) == "True"


def _elements(element: Any) -> Iterator[Any]:
    """Yield all elements of the structure, in order."""
    for kid in _kids(element):
        yield kid
        yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    listed = [one.get_object() for one in (found if isinstance(found, list) else [found.get_object()])]
    return [one for one in listed if isinstance(one, dict) and "/S" in one]


def _kind(element: Any, mapped: Mapping[str, Any]) -> str:
    """Return its type, as a standard one where the document says which that is."""
    return str(mapped.get(element["/S"], element["/S"]))[1:]


def _of_structure(root: Any, elements: list[Any]) -> Iterator[str]:
    mapped = root.get("/StructTreeRoot", {}).get("/RoleMap", {})
    for element in elements:
        kind = _kind(element, mapped)
        if kind not in STANDARD:
            yield f"02-001 nobody knows what {kind} is"
        if kind in {"Figure", "Formula"} and not (element.get("/Alt") or element.get("/ActualText")):
            yield f"13-004 a {kind} has no other text"
        if kind == "TH" and "/Scope" not in str(element.get("/A")) and "/ID" not in element:
            yield "15-003 a header of a table does not say what it is the header of"
        kids = (_kind(kid, mapped) for kid in _kids(element))
        yield from (f"09-004 {kid} stands in {kind}" for kid in kids if kid not in INSIDE.get(kind, STANDARD))
    kinds = [_kind(element, mapped) for element in elements]
    yield from _of_headings([int(kind[1]) for kind in kinds if kind in {"H1", "H2", "H3", "H4", "H5", "H6"}])


def _of_headings(levels: list[int]) -> Iterator[str]:
    if levels[:1] not in ([], [1]):
        yield "14-002 the first heading is none of the first level"
    yield from (f"14-003 from heading {upper} to {lower}" for upper, lower in pairwise(levels) if lower > upper + 1)


def _of_pages(reader: PdfReader) -> Iterator[str]:
    for number, page in enumerate(reader.pages, start=1):
        if "/StructParents" not in page:
            yield f"01-007 page {number} leads to no tags"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"28-008 on page {number} the keyboard does not follow the structure"
        yield from (f"{fault} on page {number}" for fault in _of_annotations(page))
        yield from (f"{fault} on page {number}" for fault in _of_content(page, reader))


def _of_annotations(page: Any) -> Iterator[str]:
    for annotation in page.get("/Annots", []):
        said = annotation.get_object()
        if "/StructParent" not in said:
            yield "28-002 something to click on is not tagged"
        if said["/Subtype"] == "/Link" and not said.get("/Contents"):
            yield "28-012 a link does not say where it leads"


def _of_content(page: Any, reader: PdfReader) -> Iterator[str]:
    """Yield what is shown outside of all tags, or inside some that lead nowhere."""
    marked: list[bool] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in {b"BDC", b"BMC"}:
            marked.append(operands[0] == "/Artifact" or "/MCID" in _properties(operands))
        elif operator == b"EMC":
            marked.pop()
        elif operator in SHOWING and not any(marked):
            yield "01-005 something is neither tagged nor an artifact"


def _properties(operands: list[Any]) -> Any:
    return operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}


def _of_fonts(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        resources: Any = page["/Resources"].get_object()
        for named in resources.get("/Font", {}).values():
            font = named.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].get_object().keys():
                yield f"31-009 the font {font['/BaseFont']} is not in it"
            if "/ToUnicode" not in font:
                yield f"31-027 nobody knows the letters of {font['/BaseFont']}"
