"""Codes for what a document gives none: of the framework, its domains and its statements."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count, product
from string import ascii_uppercase
from unicodedata import normalize

_WORDS = re.compile("[a-z0-9]+")
_PLAIN = {"a", "an", "the", "of", "to", "and", "or", "in", "with", "for", "on", "that", "their", "ability", "capacity"}
_LONGEST = 40  # characters
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,15}")


def code_of(title: str, taken: Collection[str] = ()) -> str:
    """Return a code made of a title's words: “knowledge-of-factors”; another where that is taken."""
    words = _WORDS.findall(normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode())
    words = [word for word in words if word not in _PLAIN] or words
    code = "-".join(words)
    if len(code) > _LONGEST:
        code = code[: _LONGEST + 1].rpartition("-")[0] or code[:_LONGEST]
    return next(name for name in variants(code or "framework") if name not in taken)


def variants(name: str) -> Iterator[str]:
    """Yield the name, then the name with a number behind it, from 2 on."""
    return chain([name], (f"{name}-{number}" for number in count(2)))


def letters(titles: Iterable[str]) -> Iterator[str]:
    """Yield for each domain the letter that its statements' codes begin with: of a word of its title, if it can be."""
    taken: set[str] = set()
    others = _any_letters()
    for title in titles:
        words = [word for word in _WORDS.findall(title.casefold()) if word not in _PLAIN]
        ours = (word[0].upper() for word in words if word[0].isalpha())
        letter = next(letter for letter in chain(ours, others) if letter not in taken)
        taken.add(letter)
        yield letter


def _any_letters() -> Iterator[str]:
    """Yield A to Z, then AA and so on."""
    return ("".join(several) for length in count(1) for several in product(ascii_uppercase, repeat=length))


def numbered(letter: str, taken: Collection[str]) -> Iterator[str]:
    """Yield K1, K2 …, without those that are taken."""
    return (code for code in (f"{letter}{number}" for number in count(1)) if code not in taken)


def may_be_codes(marks: Collection[str]) -> bool:
    """Tell whether the marks that statements begin with are names: “3.5.a”, but not the 1, 2, 3 of a list."""
    is_list = all(mark.isdigit() for mark in marks)
    return len({*marks}) == len(marks) and not is_list and all(map(_CODE.fullmatch, marks))
