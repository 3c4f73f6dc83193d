"""What a statement or a heading of a document is in the framework: what it was, by its words, or new, with a code."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from typing import Any

from competence_app.catalogue.formats.document.known import seen
from competence_app.catalogue.formats.document.naming import code_of, may_be_codes, numbered
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.document.openings import is_of_knowledge
from competence_app.catalogue.formats.document.outline import Item, Section
from competence_app.catalogue.formats.document.styles import CODE, KIND, KINDS
from competence_app.catalogue.formats.document.wording import kind_in_words
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content

_LONGEST_COMPARED = 500  # characters
_MOST_COMPARED = 10_000  # pairs of statements
_ALIKE = 0.8


class Coder:
    """Gives codes; those of the ``former`` version to what has the same words there, or is said to have its code."""

    def __init__(self, former: Content | None, items: Sequence[Item], *, is_followed: bool = False) -> None:
        """Of a version that ``is_followed``, what it said of its own former one is not kept."""
        self._domains = {seen(holder.domain.title): holder.domain for holder in former.holders} if former else {}
        self._competences = {seen(known.text): known for known in former.competences} if former else {}
        self._by_code = {known.code: known for known in former.competences} if former else {}
        self._domains_by_code = {known.code: known for known in self._domains.values()}
        self._former_only = {"replaces", "change"} if is_followed else set()
        self._taken = set(_codes(former)) if former else set()
        self._written = _written(items, self._taken)
        self._taken |= self._written | set(_coded(items))
        self._used: set[str] = set()
        texts = {seen(item.text) for item in items}
        self._gone = [
            known for text, known in self._competences.items() if text not in texts and len(text) <= _LONGEST_COMPARED
        ]
        self._may_compare = len(self._gone) * len(items) <= _MOST_COMPARED
        self.kept = 0  # statements
        self.made: list[str] = []  # codes of statements

    def domain(self, section: Section, title: str, above: str, notes: list[Note]) -> dict[str, Any]:
        """Return what is said of a domain beside what it holds; ``above`` is the kind of the domain that it is in."""
        stated = {"kind": kind for kind, words in KINDS.items() if section.said.get(KIND) == words}  # noqa: B035 - one
        code = section.said.get(CODE, "")
        if known := self._former_domain(code, title):
            return _itself(known) | {"title": title} | stated
        kind = above or _kind(section)
        if not (above or stated):
            notes.append(Note("guessed", section.place, "kind", title, kind_in_words(kind)))
        found = {"code": self._named(code) or self._new(code_of(title, self._taken)), "title": title, "kind": kind}
        return found | stated | ({"guidance": "\n\n".join(section.guidance)} if section.guidance else {})

    def _former_domain(self, code: str, title: str) -> Domain | None:
        known = self._domains_by_code.get(code) if code else self._domains.get(seen(title))
        if known and self._named(known.code):
            return known
        return None

    def _named(self, code: str) -> str:
        """Return a code that is written, unless it was before."""
        is_free = code not in self._used
        self._used.add(code)
        return code if is_free else ""

    def names(self, letter: str) -> Iterator[str]:
        """Yield codes for the statements of a domain."""
        return numbered(letter, self._taken)

    def competences(self, items: Sequence[Item], names: Iterator[str], notes: list[Note]) -> Iterator[dict[str, Any]]:
        """Yield what is said of each statement; what is new takes the next of the names."""
        for item in items:
            if known := self._former(item):
                self.kept += seen(known.text) == seen(item.text)
                own = known.model_dump(exclude=self._former_only)
                yield own | {"text": item.text} | self._parts(item, known.code, known, notes)
            else:
                code = self._code(item, names, notes)
                yield {"code": code, "text": item.text} | self._parts(item, code, None, notes)

    def _former(self, item: Item) -> Competence | None:
        """Return what it was: by its code where its style says that it has one, else by its words."""
        known = self._by_code.get(item.mark) if item.is_coded else self._competences.get(seen(item.text))
        return known if known and self._named(known.code) else None

    def _code(self, item: Item, names: Iterator[str], notes: list[Note]) -> str:
        if item.is_coded:
            if code := self._named(item.mark):
                return code
            notes.append(Note("guessed", item.place, "mark-twice", item.text, item.mark))
            return self._made(next(names))
        self._compare(item, notes)
        return item.mark if item.mark in self._written else self._made(next(names))

    def _parts(self, item: Item, code: str, known: Competence | None, notes: list[Note]) -> dict[str, Any]:
        """Return the parts: as texts, whose codes follow from their order, unless they have codes of their own."""
        former = {seen(part.text): part.code for part in known.parts} if known else {}
        rate = {"rate": "parts"} if item.has_rated_parts else {}
        is_rated = item.has_rated_parts or bool(known and known.rate == "parts")
        texts = [part.text for part in item.parts]
        is_same = bool(known) and list(map(seen, texts)) == list(former)
        if not (is_rated or is_same or any(part.is_coded for part in item.parts)):
            return {"parts": texts}
        names = numbered(f"{code}.", self._taken)
        return {"parts": [self._part(part, former, names, notes) for part in item.parts]} | rate

    def _part(self, part: Item, former: Mapping[str, str], names: Iterator[str], notes: list[Note]) -> dict[str, str]:
        code = self._named(part.mark) if part.is_coded else former.get(seen(part.text), "")
        if part.is_coded and not code:
            notes.append(Note("guessed", part.place, "mark-twice", part.text, part.mark))
        return {"code": code or self._new(next(names)), "text": part.text}

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


def _written(items: Sequence[Item], taken: AbstractSet[str]) -> set[str]:
    """Return the marks that statements begin with, where all of them are codes, and none is that of something else."""
    marks = [item.mark for item in items if item.mark and not item.is_coded]
    return set(marks) if may_be_codes(marks) and taken.isdisjoint(marks) else set()


def _coded(items: Sequence[Item]) -> Iterator[str]:
    return (each.mark for item in items for each in (item, *item.parts) if each.is_coded)


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
