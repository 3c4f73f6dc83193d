"""Texts with paragraphs, lists, emphasis and links, as frameworks may write them: a small part of Markdown."""

from collections.abc import Sequence
from functools import lru_cache
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
