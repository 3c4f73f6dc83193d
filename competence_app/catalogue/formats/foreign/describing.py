"""A name with a description in HTML, as several systems have it: which of it is rated, and which explains."""

from typing import Any

from competence_app.catalogue.formats.foreign.items import ForeignItem
from competence_app.catalogue.formats.foreign.markup import plain_paragraphs, plain_text
from competence_app.catalogue.formats.problems import Place

_ENTRY = "- "


def described(name: str, description: str, place: Place, code: str) -> ForeignItem:
    """Return the item: the description's first paragraph is rated, entries of lists are its parts, the rest explains.

    Where there is no such paragraph, the name is rated, else it is the title.
    """
    called, words = plain_text(name), plain_paragraphs(description)
    text = words.pop(0) if words and not words[0].startswith(_ENTRY) else called
    parts = [ForeignItem(word.removeprefix(_ENTRY), place) for word in words if word.startswith(_ENTRY)]
    said: dict[str, Any] = {"guidance": "\n\n".join(word for word in words if not word.startswith(_ENTRY))}
    said["title"] = (
        "" if text.startswith(called.removesuffix("…")) else called
    )  # the name is no more than its beginning
    return ForeignItem(text, place, code, False if parts else None, said, parts)
