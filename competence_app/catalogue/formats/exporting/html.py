"""Texts of ours as HTML, for systems that keep it: a paragraph a paragraph, and parts as a list."""

from collections.abc import Iterable
from html import escape


def paragraphs(*texts: str) -> str:
    """Return what the texts say, each paragraph of them as one."""
    said = (room for text in texts for room in text.split("\n\n") if room.strip())
    return "".join(f"<p>{escape(room, quote=False)}</p>" for room in said)


def with_parts(text: str, parts: Iterable[str], guidance: str) -> str:
    """Return a statement with its parts and what helps to understand it."""
    entries = "".join(f"<li>{escape(part, quote=False)}</li>" for part in parts)
    return paragraphs(text) + (f"<ul>{entries}</ul>" if entries else "") + paragraphs(guidance)


def shortened(text: str, most: int) -> str:
    """Return a text on one line, of so many characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
