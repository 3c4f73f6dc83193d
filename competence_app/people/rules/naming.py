"""What a person's name may be: one line that reads as it is."""

import unicodedata
from enum import StrEnum

# Controls, what turns the direction of writing or shows nothing, and what ends a line.
HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
# Letters, marks and signs that show nothing either.
BLANK_SIGNS = frozenset(map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)))
# What makes a link of the words around it.
ADDRESSES = ("://", "www.", "@")
SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class NameRefusal(StrEnum):
    """Why something is no name."""

    HIDDEN = "hidden"  # a character that nobody sees
    LINK = "link"  # part of an address, which mail programs would make a link of


def refusal_of(name: str) -> NameRefusal | None:
    """Return what is wrong with a name."""
    if any(map(_is_hidden, name)):
        return NameRefusal.HIDDEN
    read = unicodedata.normalize("NFKC", name).casefold()
    return NameRefusal.LINK if any(part in read for part in ADDRESSES) else None


def _is_hidden(sign: str) -> bool:
    is_selector = any(ord(sign) in selectors for selectors in SELECTORS)
    return is_selector or sign in BLANK_SIGNS or unicodedata.category(sign) in HIDDEN
