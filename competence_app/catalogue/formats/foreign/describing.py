"""A name with a description in HTML, as several systems have it: which of it is rated, and which explains."""

from typing import Any

from competence_app.catalogue.formats.foreign.items import ForeignItem
from competence_app.catalogue.formats.foreign.markup import plain_paragraphs, plain_text
from competence_app.catalogue.formats.problems import Place

_CUT = 90  # characters from which on a name may be cut, though it does not say so


def described_item(name: str, description: str, place: Place, code: str) -> ForeignItem:
    """Return the item: the description's first paragraph is rated, entries of lists are its parts, the rest explains.

    Where there is no such paragraph, the name is rated, else it is the title.
    """
    called, words = plain_text(name), plain_paragraphs(description)
    text = words.pop(0).text if words and not words[0].is_entry else called
    parts = [ForeignItem(word.text, place) for word in words if word.is_entry]
    said: dict[str, Any] = {"guidance": "\n\n".join(word.text for word in words if not word.is_entry)}
    said["title"] = "" if _is_beginning(called, text) else called
    return ForeignItem(text, place, code, False if parts else None, said, parts)


def _is_beginning(name: str, text: str) -> bool:
    """Tell whether a name is the text itself, or what there was room for."""
    return name == text or (text.startswith(name.removesuffix("…")) and (name.endswith("…") or len(name) >= _CUT))
