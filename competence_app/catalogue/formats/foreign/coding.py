"""Codes for what another system's file says: its own where they fit, a former version's, or made ones."""

import re
from collections.abc import Iterator

from competence_app.catalogue.formats.document.known import seen
from competence_app.catalogue.formats.document.naming import variants
from competence_app.catalogue.formats.document.notes import Note
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content

LONGEST = 64  # characters
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_CHANGED = 56  # characters, with room for a number behind them


class CodeGiver:
    """Gives each item a code that no other has; knows the ``former`` version by codes and by words."""

    def __init__(self, found: ForeignFramework, former: Content | None) -> None:
        self._written = {item.code for item in found.walk()}
        self._given: set[str] = set()
        self._competences = {known.code: known for known in former.competences} if former else {}
        self._domains = {known.code: known for known in (h.domain for h in former.holders)} if former else {}
        self._by_words = {seen(known.text): known.code for known in self._competences.values()}
        self._by_words |= {seen(known.title): known.code for known in self._domains.values()}
        self._former = {*self._competences, *self._domains}
        self._made: set[str] = set()
        self.made: list[str] = []  # of statements
        self.of: dict[ForeignItem, str] = {}
        self.kept = 0  # statements that the former version has too

    def competence(self, code: str) -> Competence | None:
        """Return the former version's competence with this code, which one of the file's has been given."""
        self.kept += code in self._competences
        self.made += [code] if code in self._made else []
        return self._competences.get(code)

    def domain(self, code: str) -> Domain | None:
        """Return the former version's domain with this code."""
        return self._domains.get(code)

    def code(self, item: ForeignItem, names: Iterator[str], notes: list[Note]) -> str:
        """Return the code of an item; of those that have none and are new, the next of the names that nobody has."""
        code = self._own(item, notes) or self._by_words.get(seen(item.text), "")
        if not code or code in self._given:
            code = next(name for name in names if self.is_free(name))
            self._made.add(code)
        self._given.add(code)
        self.of[item] = code
        return code

    def is_free(self, code: str) -> bool:
        """Tell whether nothing has this code, nor ever had it."""
        return code not in self._given and code not in self._written and code not in self._former

    def _own(self, item: ForeignItem, notes: list[Note]) -> str:
        """Return what the file calls it, or what is nearest to that; nothing where it does not call it anything."""
        fitting = _UNFIT.sub("-", item.code).strip("-")[:LONGEST]
        if not fitting.strip("."):
            return ""
        if fitting == item.code and fitting not in self._given:
            return fitting
        names = variants(fitting[:_LONGEST_CHANGED])
        code = next(name for name in names if name not in self._given and name not in self._written)
        reason = "code-twice" if fitting == item.code else "code-changed"
        notes.append(Note("guessed", item.place, reason, item.code, code))
        return code
