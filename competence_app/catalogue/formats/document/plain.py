"""Bytes as text, and texts without what nobody sees: whatever a word processor or a page has put between letters."""

import re
from unicodedata import normalize

from competence_app.catalogue.formats.document.paragraphs import BULLETS
from competence_app.catalogue.formats.document.wording import document_words
from competence_app.catalogue.formats.problems import UnreadableError

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029\v]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_MOST_STRANGE = 0.05  # of a text's characters


def decoded(data: bytes) -> str:
    """Return the text, in UTF-8, UTF-16 or as Windows wrote it; raise ``UnreadableError`` where it is none."""
    text = data.decode("utf-16", errors="replace") if data.startswith(_UTF_16) else _eight_bits(data)
    strange = sum(character not in "\t\n\r\f\v" and (character < " " or character == "\ufffd") for character in text)
    if strange > _MOST_STRANGE * len(text):
        raise UnreadableError.whole(document_words("no-text"))
    return text


def _eight_bits(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def lines_of(text: str) -> list[str]:
    """Return a text's lines as an editor counts them."""
    return _LINE_ENDS.split(text)


def tidied(text: str) -> str:
    """Return the text with one plain space between words, one character a letter, and nothing that is unseen."""
    seen = normalize("NFC", _UNSEEN.sub("", text)).translate(_LIGATURES)
    words = "".join(letter if letter.isprintable() or letter in BULLETS else " " for letter in seen)
    return " ".join(words.split())
