"""Texts with paragraphs, lists, emphasis and links, as frameworks may write them: a small part of Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

_UNDERSTOOD = ("emphasis", "link", "list", "newline")
_CLASSES = {
    "bullet_list_open": "nhsuk-list nhsuk-list--bullet",
    "ordered_list_open": "nhsuk-list nhsuk-list--number",
    "link_open": "nhsuk-link",
}


class _Reader(MarkdownIt):
    """Knows what is listed, and no links but to https; everything else is text, HTML too."""

    def __init__(self) -> None:
        super().__init__("zero", {"breaks": True})
        self.enable(_UNDERSTOOD)
        for kind in _CLASSES:
            self.add_render_rule(kind, _with_class)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name for it
        return url.startswith("https://")


def _with_class(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    tokens[index].attrSet("class", _CLASSES[tokens[index].type])
    return renderer.renderToken(tokens, index, options, env)


_READER = _Reader()


@lru_cache(maxsize=16384)
def paragraphs_html(text: str) -> SafeString:
    """Return the text as HTML, on one line."""
    return SafeString(" ".join(_READER.render(text).split("\n")).strip())


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; ``href`` is where they lead, empty where nowhere."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph ("p"), or the items of a list ("ul", "ol"); a list within another is not set apart."""

    kind: str
    items: tuple[tuple[Run, ...], ...]


@lru_cache(maxsize=4096)
def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the same as plain values, for what is no page."""
    blocks = []
    for kind, items in groupby(_items(text), key=lambda item: item[0]):
        rows = tuple(runs for _, runs in items)
        blocks += [Block("p", (row,)) for row in rows] if kind == "p" else [Block(kind, rows)]
    return tuple(blocks)


def _items(text: str) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Yield every paragraph and every item of a list, with what it is."""
    lists = []
    for token in _READER.parse(text):
        if token.type.endswith("list_open"):
            lists.append(token.tag)
        elif token.type.endswith("list_close"):
            lists.pop()
        elif token.type == "inline":
            yield (lists[-1] if lists else "p"), tuple(_runs(token.children or ()))


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    strong = emphasis = 0
    href = ""
    for token in tokens:
        strong += token.nesting * (token.tag == "strong")
        emphasis += token.nesting * (token.tag == "em")
        if token.tag == "a":
            href = str(token.attrs.get("href", ""))
        elif words := "\n" if token.tag == "br" else token.content:
            yield Run(words, bool(strong), bool(emphasis), href)
