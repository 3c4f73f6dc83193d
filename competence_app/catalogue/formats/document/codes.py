"""What a statement or a heading of a document is in the framework: what it was, by its words, or new, with a code."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from competence_app.catalogue.formats.document.known import seen
from competence_app.catalogue.formats.document.naming import code_of, may_be_codes, numbered
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.openings import is_of_knowledge
from competence_app.catalogue.formats.document.outline import Item, Section
from competence_app.catalogue.formats.document.wording import kind_in_words
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content

_LONGEST_COMPARED = 500  # characters
_MOST_COMPARED = 10_000  # pairs of statements
_ALIKE = 0.8


class Coder:
    """Gives codes; those of the ``former`` version to what has the same words there."""

    def __init__(self, former: Content | None, items: Sequence[Item]) -> None:
        self._domains = {seen(holder.domain.title): holder.domain for holder in former.holders} if former else {}
        self._competences = {seen(known.text): known for known in former.competences} if former else {}
        self._taken = set(_codes(former)) if former else set()
        marks = [item.mark for item in items if item.mark]
        self._written = set(marks) if may_be_codes(marks) and self._taken.isdisjoint(marks) else set()
        self._taken |= self._written
        texts = {seen(item.text) for item in items}
        self._gone = [
            known for text, known in self._competences.items() if text not in texts and len(text) <= _LONGEST_COMPARED
        ]
        self._may_compare = len(self._gone) * len(items) <= _MOST_COMPARED
        self.kept = 0  # statements
        self.made: list[str] = []  # codes of statements

    def domain(self, section: Section, title: str, above: str, notes: list[Note]) -> dict[str, Any]:
        """Return what is said of a domain beside what it holds; ``above`` is the kind of the domain that it is in."""
        if known := self._domains.pop(seen(title), None):
            return _itself(known) | {"title": title}
        kind = above or _kind(section)
        if not above:
            notes.append(Note("guessed", section.place, "kind", title, kind_in_words(kind)))
        said = {"code": self._new(code_of(title, self._taken)), "title": title, "kind": kind}
        return said | ({"guidance": "\n\n".join(section.guidance)} if section.guidance else {})

    def names(self, letter: str) -> Iterator[str]:
        """Yield codes for the statements of a domain."""
        return numbered(letter, self._taken)

    def competences(self, items: Sequence[Item], names: Iterator[str], notes: list[Note]) -> Iterator[dict[str, Any]]:
        """Yield what is said of each statement; what is new takes the next of the names."""
        for item in items:
            if known := self._competences.pop(seen(item.text), None):
                self.kept += 1
                yield known.model_dump() | {"text": item.text, "parts": self._parts(item, known)}
            else:
                self._compare(item, notes)
                code = item.mark if item.mark in self._written else self._made(next(names))
                yield {"code": code, "text": item.text, "parts": [part.text for part in item.parts]}

    def _parts(self, item: Item, known: Competence) -> list[Any]:
        former = {seen(part.text): part.code for part in known.parts}
        texts = [part.text for part in item.parts]
        if list(map(seen, texts)) != list(former) and known.rate == "whole":
            return texts
        names = numbered(f"{known.code}.", self._taken)
        return [{"code": former.get(seen(text)) or self._new(next(names)), "text": text} for text in texts]

    def _compare(self, item: Item, notes: list[Note]) -> None:
        """Note which statement this may have been, in other words."""
        gone = {seen(known.text): known.code for known in self._gone} if self._may_compare else {}
        if len(item.text) > _LONGEST_COMPARED:
            return
        near = get_close_matches(seen(item.text), gone, n=1, cutoff=_ALIKE)
        notes.extend(Note("guessed", item.place, "like-former", item.text, gone[text]) for text in near)

    def _made(self, code: str) -> str:
        self.made.append(code)
        return self._new(code)

    def _new(self, code: str) -> str:
        self._taken.add(code)
        return code


def _kind(section: Section) -> str:
    of_knowledge = sum(is_of_knowledge(item.text) for item in section.items)
    return "knowledge" if of_knowledge * 2 > len(section.items) or is_of_knowledge(section.title) else "capability"


def _itself(domain: Domain) -> dict[str, Any]:
    return domain.model_dump(exclude={"competences", "domains"})


def _codes(content: Content) -> Iterator[str]:
    for holder in content.holders:
        yield holder.domain.code
    for competence in content.competences:
        yield competence.code
        yield from (part.code for part in competence.parts)
