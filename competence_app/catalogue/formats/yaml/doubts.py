"""What YAML reads otherwise than whoever wrote it may think: texts that are cut short, and lines taken into them."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from competence_app.catalogue.formats.problems import Problem, TextPlace
from competence_app.catalogue.formats.wording import BULLETS
from competence_app.catalogue.formats.yaml.complaints import place_at
from competence_app.catalogue.formats.yaml.tree import Mapping, parse
from competence_app.catalogue.formats.yaml.wording import yaml_words

# What people read: behind anything else a comment is likely meant as one.
_READ = {
    "title",
    "introduction",
    "changes",
    "text",
    "label",
    "description",
    "parts",
    "means",
    "knowledge",
    "capability",
}
_READ |= {"guidance", "examples"}
_NOT_PLAIN = tuple("\"'|>")  # where a text may hold anything
_WORD = re.compile(r"\S+")
_COMMENT = re.compile(r"[ \t]+(#.*\w.*)")  # of words: “# *” is no text that anybody misses
_ENTRY = re.compile(f"\n[ ]*(-(?=[^\\s-])|[{BULLETS}])")
_ANY = re.compile(rf"\S{_COMMENT.pattern}|{_ENTRY.pattern}")


def yaml_doubts(data: bytes) -> Iterator[Problem]:
    """Yield what is doubtful in YAML that can be read."""
    text = data.decode().removeprefix("\ufeff")
    if not _ANY.search(text):  # most often; to find out where every text stands takes long
        return
    for said, mark in _texts(parse(data).root, ""):
        if said and not text.startswith(_NOT_PLAIN, mark.index):
            yield from _doubts(text, said, mark)


def _texts(node: Any, field: str) -> Iterator[tuple[str, Any]]:
    """Yield the texts that people read, with the mark of where each begins."""
    for key, said, mark in _below(node, field):
        if not isinstance(said, str):
            yield from _texts(said, key)
        elif key in _READ or key.isdigit():  # a level, of which somebody says what it looks like
            yield said, mark


def _below(node: Any, field: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(node, Mapping):
        yield from ((key, said, node.marks[key]) for key, said in node.items())
    else:  # a list; of a text there is nothing below
        yield from ((field, said, mark) for said, mark in zip(node, getattr(node, "marks", ()), strict=False))


def _doubts(text: str, said: str, mark: Any) -> Iterator[Problem]:
    words = said.split()
    *_, last = islice(_WORD.finditer(text, mark.index), len(words))
    if last[0] == words[-1] and (comment := _COMMENT.match(text, last.end())):
        yield Problem(place_at(mark), yaml_words("cut", lost=comment[1].rstrip()))
    for entry in _ENTRY.finditer(text, mark.index, last.end()):
        line = text.count("\n", 0, entry.start(1)) + 1
        column = entry.start(1) - text.rfind("\n", 0, entry.start(1))
        yield Problem(TextPlace(line, column), yaml_words("taken-in"))
