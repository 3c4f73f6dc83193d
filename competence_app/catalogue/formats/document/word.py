"""A document of Word (.docx): its XML is read as it comes, within bounds; nothing in it is followed or evaluated."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.paragraphs import DocumentPlace, Paragraph, paragraph_of
from competence_app.catalogue.formats.document.plain import tidied
from competence_app.catalogue.formats.document.styles import Role, parted_code, role_of
from competence_app.catalogue.formats.document.wording import document_words
from competence_app.catalogue.formats.problems import UnreadableError

MAX_UNPACKED = 16 * 1024 * 1024  # bytes of XML of a part
MAX_MARKS = 1_000_000  # elements of a part
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_HEADING = re.compile(r"heading ([1-8])")
_TITLE = 1  # the level of what is styled as a title; headings are below it
_BOLD = 10  # the level of a short paragraph in bold letters, where no styles say what is a heading
_LONGEST_BOLD = 150  # characters
_CODED = {Role.STATEMENT, Role.PART, Role.RATED_PART}  # a code may stand before what they say
_UNREAD = {"del", "moveFrom", "Fallback"}  # what was taken out, and what is there twice
_OFF = {"0", "false", "off"}
_FAULTS = (BadZipFile, ExpatError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)


class Style(NamedTuple):
    """What a style says of its paragraphs."""

    level: int = 0  # as of a paragraph
    depth: int = 0
    is_contents: bool = False  # a table of them
    role: Role = Role.NONE


class Written(NamedTuple):
    """A paragraph as it is written."""

    text: str  # with its tabs
    style: str
    level: int  # that it says itself
    depth: int
    is_bold: bool


def word_paragraphs(data: bytes, notes: list[Note]) -> list[Paragraph]:
    """Return the paragraphs, also those of tables; raise ``UnreadableError`` where it cannot be read."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            styles = _styles(archive) if _STYLES in archive.namelist() else {}
            body = _Body()
            _read(archive, _BODY, body)
    except _FAULTS:
        raise UnreadableError.whole(document_words("broken")) from None
    return _told(list(_paragraphs(body.paragraphs, styles, notes)), body.paragraphs)


def _paragraphs(written: list[Written], styles: Mapping[str, Style], notes: list[Note]) -> Iterator[Paragraph]:
    is_styled = any(styles.get(one.style, Style()).role is Role.STATEMENT for one in written)
    for number, one in enumerate(written, start=1):
        place, style = DocumentPlace(number, unit="paragraph"), styles.get(one.style, Style())
        text, level = tidied(one.text), one.level or style.level
        if style.is_contents and text:
            notes.append(Note("left-out", place, "furniture", text))
        elif style.role is not Role.NONE:
            yield from _by_style(one.text, style, place, notes)
        elif text and is_styled and level:
            yield Paragraph(text, place, level)
        elif text:
            made = paragraph_of(text, place, level, one.depth or style.depth, gap=1)
            yield made._replace(mark=made.mark or "•") if made.depth and not made.level else made


def _by_style(written: str, style: Style, place: DocumentPlace, notes: list[Note]) -> Iterator[Paragraph]:
    """Yield a paragraph whose style says what it is, unless nothing stands behind its code."""
    code, words = parted_code(written) if style.role in _CODED else ("", written)
    if text := tidied(words):
        yield Paragraph(text, place, style.level, code, role=style.role)
    elif code:
        notes.append(Note("left-out", place, "other", code))


def _told(paragraphs: list[Paragraph], written: list[Written]) -> list[Paragraph]:
    """Return the paragraphs; where no style says what is a heading, those in bold letters are."""
    if any(found.level > _TITLE for found in paragraphs):
        return paragraphs
    return [
        found._replace(level=_BOLD)
        if written[found.place.number - 1].is_bold and not found.level and not found.mark
        else found
        for found in paragraphs
    ]


class _Listener:
    """Hears the elements of Word, by their names and attributes without namespaces."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear where an element begins."""

    def hear(self, words: str) -> None:
        """Hear words."""

    def end(self, name: str) -> None:
        """Hear where an element ends."""


class _Styles(_Listener):
    def __init__(self) -> None:
        self.styles: dict[str, dict[str, str]] = {}
        self._style: dict[str, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._style = self.styles.setdefault(attributes.get("styleId", ""), {})
        elif name in {"name", "basedOn", "outlineLvl", "numId"}:
            self._style.setdefault(name, attributes.get("val", ""))


def _styles(archive: ZipFile) -> dict[str, Style]:
    listener = _Styles()
    _read(archive, _STYLES, listener)
    return {name: _style(name, listener.styles) for name in listener.styles}


def _style(name: str, styles: Mapping[str, Mapping[str, str]]) -> Style:
    """Return what a style says, or those that it is based on."""
    said: dict[str, str] = {}
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        said = {**styles[name], **said}
        name = styles[name].get("basedOn", "")
    called = said.get("name", "").casefold()
    level = _level(called, said.get("outlineLvl", ""))
    return Style(level, int("numId" in said), called.startswith("toc"), role_of(called))


def _level(called: str, outline: str) -> int:
    if called == "title":
        return _TITLE
    if heading := _HEADING.fullmatch(called):
        return _TITLE + int(heading[1])
    return _outline(outline)


def _outline(level: str) -> int:
    """Return the level of a heading, of which Word counts nine from 0 and calls the tenth the body's text."""
    return _TITLE + 1 + int(level) if level.isdecimal() and int(level) < _BOLD - _TITLE - 1 else 0


class _Open:
    """A paragraph that is being read."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.style = ""
        self.level = self.depth = 0
        self.bold = self.plain = 0  # characters


class _Body(_Listener):
    """Reads paragraphs; one in a box of text stands inside another."""

    def __init__(self) -> None:
        self.paragraphs: list[Written] = []
        self._open: list[_Open] = []
        self._unread = 0
        self._is_run = self._is_text = self._is_bold = self._is_hidden = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _UNREAD:
            self._unread += 1
        elif name == "p":
            self._open.append(_Open())
        elif self._open:
            self._begin_inside(name, attributes.get("val", ""))

    def _begin_inside(self, name: str, value: str) -> None:
        if name in _PROPERTIES:
            _PROPERTIES[name](self._open[-1], value)
        elif name == "r":
            self._is_run, self._is_bold, self._is_hidden = True, False, False
        elif name in {"b", "vanish"} and self._is_run:
            self._mark(name, is_on=value not in _OFF)
        elif name == "t":
            self._is_text = True
        elif name in _CHARACTERS:
            self._take(_CHARACTERS[name])

    def _mark(self, name: str, *, is_on: bool) -> None:
        if name == "b":
            self._is_bold = is_on
        else:
            self._is_hidden = is_on

    def hear(self, words: str) -> None:
        if self._is_text:
            self._take(words)

    def _take(self, words: str) -> None:
        if self._unread or self._is_hidden or not self._open:
            return
        self._open[-1].words.append(words)
        if self._is_bold:
            self._open[-1].bold += len(words.strip())
        else:
            self._open[-1].plain += len(words.strip())

    def end(self, name: str) -> None:
        if name in _UNREAD:
            self._unread -= 1
        elif name == "t":
            self._is_text = False
        elif name == "r":
            self._is_run = False
        elif name == "p" and self._open:
            self.paragraphs.append(_written(self._open.pop()))


def _written(read: _Open) -> Written:
    text = "".join(read.words)
    is_bold = bool(read.bold and not read.plain) and len(tidied(text)) <= _LONGEST_BOLD
    return Written(text, read.style, read.level, read.depth, is_bold)


def _set_style(read: _Open, value: str) -> None:
    read.style = value


def _set_level(read: _Open, value: str) -> None:
    read.level = _outline(value)


def _set_depth(read: _Open, value: str) -> None:
    read.depth = min(int(value), 9) + 1 if value.isdecimal() else 1


def _set_list(read: _Open, value: str) -> None:
    read.depth = max(read.depth, 1) if value != "0" else 0


_PROPERTIES: dict[str, Callable[[_Open, str], None]] = {
    "pStyle": _set_style,
    "outlineLvl": _set_level,
    "ilvl": _set_depth,
    "numId": _set_list,
}
_CHARACTERS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}


def _read(archive: ZipFile, part: str, listener: _Listener) -> None:
    with archive.open(part) as source:
        xml = source.read(MAX_UNPACKED + 1)
    if len(xml) > MAX_UNPACKED or xml.count(b"<") > 2 * MAX_MARKS:
        raise UnreadableError.whole(document_words("too-large"))
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse  # without one there are no entities
    parser.StartElementHandler = lambda name, attributes: listener.begin(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.CharacterDataHandler = listener.hear
    parser.EndElementHandler = lambda name: listener.end(_local(name))
    parser.Parse(xml, True)


def _refuse(*_: Any) -> None:
    raise BadZipFile


def _local(name: str) -> str:
    """Return the name of an element or attribute of Word's; of pictures and formulas, something else."""
    space, _, local = name.rpartition(" ")
    return local if "wordprocessingml" in space or local == "Fallback" or not space else name
