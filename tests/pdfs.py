"""Reading a PDF as a person and as a screen reader do."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from tests.pdf_ua import faults


def text_of(pdf: bytes) -> str:
    """Return the words of all pages, one space between them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def page_texts(pdf: bytes) -> list[str]:
    """Return the words of each page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def root_of(pdf: bytes) -> Any:
    """Return the catalogue: the language, whether it is tagged, the structure."""
    return PdfReader(BytesIO(pdf)).trailer["/Root"]


def title_of(pdf: bytes) -> str:
    """Return the document's title."""
    about: Any = PdfReader(BytesIO(pdf)).metadata
    return str(about.title)


def bookmarks(pdf: bytes) -> list[str]:
    """Return the titles of the bookmarks, in order."""
    return list(_titles(PdfReader(BytesIO(pdf)).outline))


def _titles(items: Any) -> Any:
    for item in items:
        yield from _titles(item) if isinstance(item, list) else [str(item["/Title"])]


def is_pdf_ua(pdf: bytes) -> bool:
    """Tell whether it says that it is accessible as PDF/UA asks; fail where that is not so."""
    if b"pdfuaid" not in pdf:
        return False
    assert faults(pdf) == []
    return True


def tagged(pdf: bytes, key: str) -> list[Any]:
    """Return what is said under a key (/Lang, /Alt) anywhere in the structure, in order."""
    return list(_said(root_of(pdf)["/StructTreeRoot"], key))


def _said(element: Any, key: str) -> Any:
    if isinstance(element, list):
        for one in element:
            yield from _said(one.get_object(), key)
    elif isinstance(element, dict):
        if key in element:
            yield str(element[key])
        if "/K" in element:
            yield from _said(element["/K"].get_object(), key)
