"""Texts as other systems keep them, as texts of ours: HTML becomes the part of Markdown that a framework may use.

Tags are found by one expression, which takes no longer than the text is long, whatever it holds.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from typing import NamedTuple

# What no text of ours may hold: control characters, halves of characters, and what marks the beginning of a file.
_UNKEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b([^<>]*)>|<![^<>]*>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
_ADDRESS = re.compile(r"""\bhref\s*=\s*["']?(https://[^\s"'()<>]+)""")
_BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_SPACES = re.compile(r"\s+")
_BULLET = "- "
_ENTRY = "\x01"  # no text holds it


def kept(text: str) -> str:
    """Return the text without what cannot be kept, its lines ending in a bare line feed."""
    return _UNKEPT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def has_markup(text: str) -> bool:
    """Tell whether the text holds HTML."""
    return bool(_TAG.search(text) or _ENTITY.search(text))


def marked_text(text: str) -> str:
    """Return the text without HTML: paragraphs with an empty line between, lists, emphasis and links marked."""
    return _in_paragraphs("".join(_pieces(text, is_marked=True))) if has_markup(text) else kept(text)


def plain_text(text: str) -> str:
    """Return the text without HTML, on one line where it held any."""
    return kept(_SPACES.sub(" ", "".join(_pieces(text, is_marked=False)))) if has_markup(text) else kept(text)


class Paragraph(NamedTuple):
    """A paragraph without HTML, or an entry of a list."""

    text: str
    is_entry: bool


def plain_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs without HTML, and each entry of a list; without HTML, one begins with “- ”."""
    is_html = has_markup(text)
    mark = _ENTRY if is_html else _BULLET
    pieces = _pieces(kept(text), is_marked=False, entry=f"\n{_ENTRY}") if is_html else [kept(text)]
    lines = "".join(pieces).split("\n")
    found = (Paragraph(kept(line.removeprefix(mark)), line.startswith(mark)) for line in map(str.strip, lines))
    return [paragraph for paragraph in found if paragraph.text]


def _in_paragraphs(text: str) -> str:
    lines = [line.strip() for line in kept(text).split("\n")]
    return "\n\n".join("\n".join(room) for is_said, room in groupby(lines, bool) if is_said)


def _pieces(text: str, *, is_marked: bool, entry: str = f"\n{_BULLET}") -> Iterator[str]:
    """Yield the words, and what stands for the tags between them; an ``entry`` of a list begins with that."""
    links: list[str] = []
    end = 0
    for tag in _TAG.finditer(text):
        yield _SPACES.sub(" ", unescape(text[end : tag.start()]))
        end = tag.end()
        yield _standing_for(tag, links, entry) if is_marked or not _is_mark(tag) else ""
    yield _SPACES.sub(" ", unescape(text[end:]))


def _is_mark(tag: re.Match[str]) -> bool:
    name = (tag[2] or "").lower()
    return name == "a" or name in _EMPHASIS


def _standing_for(tag: re.Match[str], links: list[str], entry: str) -> str:
    name = (tag[2] or "").lower()
    if name == "a":
        return _end_of(links) if tag[1] else _beginning_of(links, tag[3])
    if name == "li":
        return "" if tag[1] else entry
    return "\n" if name == "br" else _EMPHASIS.get(name, "\n\n" if name in _BLOCKS else "")


def _beginning_of(links: list[str], attributes: str) -> str:
    address = _ADDRESS.search(attributes)
    links.append(address[1] if address else "")
    return "[" if address else ""


def _end_of(links: list[str]) -> str:
    address = links.pop() if links else ""
    return f"]({address})" if address else ""
