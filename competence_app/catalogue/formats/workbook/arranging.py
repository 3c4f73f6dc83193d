"""From the rows of domains, statements and parts to the tree that they are said to make, whatever their order."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from operator import attrgetter

from competence_app.catalogue.formats.wording import any_of
from competence_app.catalogue.formats.workbook.complaints import ProblemsByPlace
from competence_app.catalogue.formats.workbook.layout import DOMAINS, plain
from competence_app.catalogue.formats.workbook.orphans import MOST_COMPARED, orphaned
from competence_app.catalogue.formats.workbook.records import Record
from competence_app.catalogue.formats.workbook.wording import sheet_words
from competence_app.catalogue.rules.domains import Competence, Part

_OF_A_WHOLE = [field for field in Competence.model_fields if field not in Part.model_fields]


class _Siblings:
    """Domains, found by their codes or, where only one of them has it, by their titles."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._by_code: dict[str, Record] = {}
        self._by_title: defaultdict[str, list[Record]] = defaultdict(list)

    def add(self, record: Record) -> None:
        self.records.append(record)
        self._by_code.setdefault(record.get("code", ""), record)
        self._by_title[plain(record.get("title", ""))].append(record)

    def find(self, name: str) -> list[Record]:
        """Return all that are called so."""
        return [self._by_code[name]] if name in self._by_code else self._by_title.get(plain(name), [])

    def advice(self, name: str) -> str:
        """Return what is wrong with a name that is not that of one of them."""
        if among := self.find(name):
            codes = any_of(record.get("code", "…") for record in among)
            return sheet_words("several-domains", name=name, sheet=DOMAINS.title, codes=codes)
        compared = [record["title"] for record in self.records[:MOST_COMPARED] if "title" in record]
        titles = {plain(title): title for title in compared}
        if near := get_close_matches(plain(name), titles, n=1):
            return sheet_words("near-domain", name=name, sheet=DOMAINS.title, near=titles[near[0]])
        return sheet_words("unknown-domain", name=name, sheet=DOMAINS.title)


def arrange(domains: list[Record], competences: list[Record], problems: ProblemsByPlace) -> list[Record]:
    """Return the domains with all that they hold; add what says wrongly where it belongs to the problems.

    That too stands somewhere in what is returned, so that the rest of its row is read.
    """
    tree = _Tree(problems)
    tree.add_domains(domains)
    statements = [record for record in competences if "part_of" not in record]
    tree.add_competences(statements)
    _add_parts((record for record in competences if "part_of" in record), statements, problems)
    return tree.tops.records


class _Tree:
    def __init__(self, problems: ProblemsByPlace) -> None:
        self.tops = _Siblings()
        self._problems = problems
        self._below: defaultdict[int, _Siblings] = defaultdict(_Siblings)  # by the id of the domain

    def add_domains(self, records: list[Record]) -> None:
        for record in records:
            if "sub_domain" not in record:
                _entitle(record, "domain")
                self.tops.add(record)
        for record in records:
            if "sub_domain" in record:
                top = self._named(self.tops, record, "domain")
                _entitle(record, "sub_domain")
                (self.tops if top is None else self._below[id(top)]).add(record)
        for top in self.tops.records:
            top["domains"] = self._below[id(top)].records

    def add_competences(self, records: list[Record]) -> None:
        for record in records:
            holder = self._named(self.tops, record, "domain")
            if holder is not None and "sub_domain" in record:
                holder = self._named(self._below[id(holder)], record, "sub_domain")
            record.pop("sub_domain", None)
            (self.tops.records[0] if holder is None else holder).setdefault("competences", []).append(record)

    def _named(self, siblings: _Siblings, record: Record, field: str) -> Record | None:
        """Return the only one that is called what the field says, which is taken out."""
        name = record.pop(field, None)
        if name is None:
            self._problems.add(record.place(field), sheet_words("no-domain", sheet=DOMAINS.title))
            return None
        found = siblings.find(name)
        if len(found) != 1:
            self._problems.add(record.place(field), siblings.advice(name))
            return None
        return found[0]


def _entitle(record: Record, field: str) -> None:
    record.at = {"title": record.place(field)}
    if field in record:
        record["title"] = record.pop(field)


def _add_parts(parts: Iterable[Record], statements: list[Record], problems: ProblemsByPlace) -> None:
    owners: dict[str, Record] = {}
    for record in statements:
        owners.setdefault(record.get("code", ""), record)
    orphans: defaultdict[str, list[Record]] = defaultdict(list)
    for part in parts:
        code = part.pop("part_of")
        _strip(part, code, problems)
        if owner := owners.get(code):
            owner.setdefault("parts", []).append(part)
        elif not _follows_from(part, statements, problems):
            orphans[code].append(part)
    for code, among in orphans.items():
        problems.add(among[0].place("part_of"), orphaned("statement", code, among, owners))


def _follows_from(part: Record, statements: list[Record], problems: ProblemsByPlace) -> bool:
    """Tell whether the statement above it has a code that cannot be read, so that the part cannot find it."""
    number = bisect(statements, part.row, key=attrgetter("row"))
    return number > 0 and statements[number - 1].place("code") in problems


def _strip(part: Record, code: str, problems: ProblemsByPlace) -> None:
    # A part stands where its statement does, and is carried with it.
    for field in ("domain", "sub_domain"):
        part.pop(field, None)
    for field in _OF_A_WHOLE:
        if said := part.pop(field, None):
            below = said if isinstance(said, dict) else ()
            problems.add(part.place(field, *below), sheet_words("not-of-a-part", code=code))
