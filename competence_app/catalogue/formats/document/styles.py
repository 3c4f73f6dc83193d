"""The styles of Word by which a document says what its paragraphs are: ours has them, and anybody else's may."""

import re
from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is, by the name of its style; nothing where that is to be found out."""

    NONE = ""
    TITLE = "title"
    STATEMENT = "framework statement"
    PART = "framework part"
    RATED_PART = "framework rated part"
    FACT = "framework fact"
    """A name of what stands above it, and what that is: “Code: hand-hygiene”."""
    ASIDE = "framework aside"
    """What stands beside the statements, and is not read: a style that begins so."""


CODE, VERSION, LANGUAGE, KIND = "Code", "Version", "Language", "Kind"  # what facts are named
KINDS = {"knowledge": "what people know", "capability": "what people do"}
_SHAPES = {
    CODE: r"(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}",
    VERSION: r".{1,64}",
    LANGUAGE: r"(?=.{1,35}$)[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",
    KIND: "|".join(KINDS.values()),
}
_BEFORE_TAB = re.compile(r"\s*(?!\.{1,2}\t)([A-Za-z0-9._-]{1,64}) *\t")


def role_of(style: str) -> Role:
    """Return what a style with this name, in small letters, says."""
    if style.startswith(Role.ASIDE):
        return Role.ASIDE
    return Role(style) if style in set(Role) else Role.NONE


def parted_code(written: str) -> tuple[str, str]:
    """Return the code that stands before a tab, or nothing, and what is written behind it."""
    found = _BEFORE_TAB.match(written)
    return (found[1], written[found.end() :]) if found else ("", written)


def facts_in(texts: Iterable[str]) -> dict[str, str]:
    """Return what facts say, by their names; one that cannot be is none."""
    said = (text.partition(": ") for text in texts)
    return {name: fact for name, _, fact in said if name in _SHAPES and re.fullmatch(_SHAPES[name], fact)}
