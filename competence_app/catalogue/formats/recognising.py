"""Which kind of file somebody sends: by what is in it, and by its name only where that does not say."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from competence_app.catalogue.formats.document.wording import OTHER_KINDS
from competence_app.catalogue.formats.registry import (
    DOCUMENTS,
    FOREIGN,
    FORMATS,
    PDF,
    TABLE,
    TEXT,
    WORD,
    WORKBOOK,
    YAML,
    Kind,
    kinds,
)
from competence_app.catalogue.formats.table.tables import is_comma_separated
from competence_app.catalogue.formats.workbook.layout import LAYOUTS
from competence_app.catalogue.rules.schema import Content
from competence_app.ui.workbooks.open_document import is_open_document

_BEGINNINGS = {b"{\\rtf": ".rtf", b"\x89PNG": ".png", b"\xff\xd8\xff": ".png", b"GIF8": ".png"}
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", re.IGNORECASE)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # begins what Office wrote before 2007, and all that has a password
_JUNK = 1024  # bytes that may stand before a PDF begins
_WORKBOOK = "xl/workbook.xml"  # names its sheets
_OURS = {layout.title.casefold() for layout in LAYOUTS}
_OPEN_CONTENT = "content.xml"  # names them too, and holds the rest
_LISTING = 1024 * 1024  # bytes of those that are looked at
_SHEET = re.compile(rb'<(?:(?:\w+:)?sheet|table:table)\s[^<>]*?name="([^"<>]{1,64})"')
_PARTS = {"word/document.xml": WORD.key, "ppt/presentation.xml": ".pptx"}
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_FIELD = re.compile(rf"^(?:\ufeff)?({'|'.join(Content.model_fields)})[ ]*:", re.MULTILINE)
_HEAD = 64 * 1024  # bytes of a file that are looked at, however long it is
_FIELDS = 2  # a text that has so many of a framework's fields at the beginnings of lines is YAML


class OtherKindError(Exception):
    """A file of a kind that is not read: ``way`` says what to do with it, or nothing where nobody knows what it is."""

    def __init__(self, way: str) -> None:
        super().__init__(way)
        self.way = way


def recognised(data: bytes, name: str) -> Kind:
    """Return what the file is to be read as; raise ``OtherKindError``."""
    kind = next(_kinds(data, name.lower()), "")
    known = {known.key: known for known in kinds()}
    if kind in known:
        return known[kind]
    raise OtherKindError(OTHER_KINDS.get(kind, ""))


def _kinds(data: bytes, name: str) -> Iterator[str]:
    """Yield what it may be, the surest first: the key of what is read, or another kind's."""
    yield from (kind for beginning, kind in _BEGINNINGS.items() if data.startswith(beginning))
    if b"%PDF-" in data[:_JUNK]:
        yield PDF.key
    if _WEB_PAGE.match(data):
        yield ".html"
    if data.startswith(b"PK"):
        yield from _packed(data)
    yield from (known.key for known in FOREIGN.values() if known.is_like(data[:_HEAD]))
    if data.startswith(_OLD_OFFICE) and not name.endswith(WORKBOOK.suffixes):
        yield from _old_office(data)
    yield from _by_name(data, name)


def _by_name(data: bytes, name: str) -> Iterator[str]:
    """Yield what it may be, where what is in it does not tell alone."""
    if name.endswith(TABLE.suffixes) and is_comma_separated(data[:_HEAD]):
        yield TABLE.key
    if name.endswith(TEXT.suffixes):
        yield YAML.key if _is_yaml(data) else TEXT.key
    kinds: tuple[Kind, ...] = (*FORMATS.values(), *DOCUMENTS.values())
    yield from (known.key for known in kinds if name.endswith(known.suffixes))
    yield from (kind for kind in OTHER_KINDS if name.endswith(kind))


def _packed(data: bytes) -> Iterator[str]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            listing = next(iter(names & {_WORKBOOK, _OPEN_CONTENT}), "")
            sheets = archive.open(listing).read(_LISTING) if listing else b""
            is_open_text = "mimetype" in names and archive.open("mimetype").read(len(_OPEN_TEXT)) == _OPEN_TEXT
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):  # what such a file is, its name says
        return
    yield from [".odt"] * is_open_text
    if is_open_document(data) or _WORKBOOK in names:
        yield WORKBOOK.key if _is_ours(sheets) else TABLE.key
    yield from (kind for part, kind in _PARTS.items() if part in names)


def _is_ours(sheets: bytes) -> bool:
    """Tell whether a workbook has any sheet of a framework's, or none that can be told."""
    titles = {title.decode(errors="replace").casefold() for title in _SHEET.findall(sheets)}
    return not titles or not titles.isdisjoint(_OURS)


def _old_office(data: bytes) -> Iterator[str]:
    names = {"password": "EncryptedPackage", ".doc": "WordDocument", ".xls": "Workbook"}
    yield from (kind for kind, stream in names.items() if stream.encode("utf-16-le") in data)


def _is_yaml(data: bytes) -> bool:
    return len(set(_FIELD.findall(data[:_HEAD].decode(errors="replace")))) >= _FIELDS
