"""Frameworks as PortfolioMapper has them: YAML of another kind, with what a framework is about and a tree of nodes."""

import re
from collections.abc import Iterator
from typing import Any

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.json_files import below, text_at
from competence_app.catalogue.formats.foreign.markup import kept
from competence_app.catalogue.formats.problems import UnreadableError
from competence_app.catalogue.formats.yaml.complaints import place_at
from competence_app.catalogue.formats.yaml.tree import parse

_SIGNS = (re.compile(rb"^metadata:", re.MULTILINE), re.compile(rb"^structure:", re.MULTILINE))
_READ = {"organisation", "title", "date", "version", "source_url"}
_IS_HEADING = {"domain": True, "statement": False}


def is_mapper(head: bytes) -> bool:
    """Tell whether a file that begins like this is one."""
    return all(sign.search(head) for sign in _SIGNS)


def read_mapper(data: bytes, notes: list[Note]) -> ForeignFramework:
    """Return what the file says; raise ``UnreadableError`` where it cannot be read."""
    tree = parse(data)
    if tree.problems:
        raise UnreadableError(tree.problems)
    root = tree.root if isinstance(tree.root, dict) else {}
    metadata = below(root, "metadata")
    notes.extend(
        of_whole("left-out", "metadata", field) for field, said in metadata.items() if said and field not in _READ
    )
    source = {"publisher": "organisation", "published": "date", "url": "source_url"}
    said = {
        "version": text_at(metadata, "version"),
        "introduction": _notes_of(root),
        "source": {field: kept(text_at(metadata, name)) for field, name in source.items()},
    }
    return ForeignFramework(kept(text_at(metadata, "title")), list(_items(root.get("structure"))), said)


def _items(nodes: Any) -> Iterator[ForeignItem]:
    if not isinstance(nodes, list):
        return
    marks: list[Any] = getattr(nodes, "marks", [])
    for node, mark in zip(nodes, marks, strict=True):
        if isinstance(node, dict):
            is_heading = _IS_HEADING.get(text_at(node, "node_type").lower())
            more = {"guidance": _notes_of(node)}
            text, code = kept(text_at(node, "text")), text_at(node, "id")
            yield ForeignItem(text, place_at(mark), code, is_heading, more, list(_items(node.get("children"))))


def _notes_of(node: dict[str, Any]) -> str:
    said = node.get("source_notes")
    return "\n\n".join(kept(note) for note in said if isinstance(note, str)) if isinstance(said, list) else ""
