"""Text that has to stay in one line: a header of an e-mail, a line of a log."""

from unicodedata import category

_JOINERS = "\u200c\u200d"  # inside words of Persian and of Indian languages


def is_control(character: str) -> bool:
    """Whether a character ends a line, turns its direction round, or does anything else than being read."""
    return (category(character)[0] == "C" and character not in _JOINERS) or category(character) in {"Zl", "Zp"}


def in_one_line(text: str, longest: int = 200) -> str:
    """Return the text with a space for whatever is no readable character, at most ``longest`` characters."""
    readable = "".join(" " if is_control(character) else character for character in text)
    return " ".join(readable.split())[:longest]
