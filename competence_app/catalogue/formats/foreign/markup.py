"""Texts as other systems keep them, as texts of ours: HTML becomes the part of Markdown that a framework may use.

Tags are found by one expression, which takes no longer than the text is long, whatever it holds.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

# What no text of ours may hold: control characters, halves of characters, and what marks the beginning of a file.
_UNKEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b([^<>]*)>|<![^<>]*>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
_ADDRESS = re.compile(r"""\bhref\s*=\s*["']?(https://[^\s"'()<>]+)""")
_BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_SPACES = re.compile(r"\s+")


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


def plain_paragraphs(text: str) -> list[str]:
    """Return the paragraphs without HTML; of a list each entry is one, and begins with “- ”."""
    lines = "".join(_pieces(text, is_marked=False)).split("\n") if has_markup(text) else kept(text).split("\n")
    return [line for line in map(kept, lines) if line]


def _in_paragraphs(text: str) -> str:
    lines = [line.strip() for line in kept(text).split("\n")]
    return "\n\n".join("\n".join(room) for is_said, room in groupby(lines, bool) if is_said)


def _pieces(text: str, *, is_marked: bool) -> Iterator[str]:
    """Yield the words, and what stands for the tags between them."""
    links: list[str] = []
    end = 0
    for tag in _TAG.finditer(text):
        yield _SPACES.sub(" ", unescape(text[end : tag.start()]))
        end = tag.end()
        yield _standing_for(tag, links) if is_marked or not _is_mark(tag) else ""
    yield _SPACES.sub(" ", unescape(text[end:]))


def _is_mark(tag: re.Match[str]) -> bool:
    name = (tag[2] or "").lower()
    return name == "a" or name in _EMPHASIS


def _standing_for(tag: re.Match[str], links: list[str]) -> str:
    name = (tag[2] or "").lower()
    if name == "a":
        return _end_of(links) if tag[1] else _beginning_of(links, tag[3])
    if name == "li":
        return "" if tag[1] else "\n- "
    return "\n" if name == "br" else _EMPHASIS.get(name, "\n\n" if name in _BLOCKS else "")


def _beginning_of(links: list[str], attributes: str) -> str:
    address = _ADDRESS.search(attributes)
    links.append(address[1] if address else "")
    return "[" if address else ""


def _end_of(links: list[str]) -> str:
    address = links.pop() if links else ""
    return f"]({address})" if address else ""
