"""From a table's rows to the tree that they make, by what its columns mean."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from competence_app.catalogue.formats.document.notes import Note, of_whole
from competence_app.catalogue.formats.foreign.items import ForeignFramework, ForeignItem
from competence_app.catalogue.formats.foreign.markup import marked_text, plain_text
from competence_app.catalogue.formats.foreign.places import RowPlace
from competence_app.catalogue.formats.table.columns import ColumnMeaning, Meanings
from competence_app.catalogue.formats.table.tables import Table, TableRow
from competence_app.catalogue.formats.workbook.notations import tags_in
from competence_app.catalogue.rules.fields import MAX_LEVEL

_FEWEST = 2  # levels of a scale
_VALUE = re.compile(r"level\W*([0-9]{1,3})", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r"[,|;\n]")

Row = Mapping[ColumnMeaning, list[str]]


def framework_of(table: Table, meanings: Meanings, notes: list[Note]) -> ForeignFramework:
    """Return what the rows say; a cell of a domain that is empty is as the one above it."""
    notes.extend(
        of_whole("left-out", "column", header)
        for header, meaning in zip(table.headers, meanings, strict=True)
        if meaning is ColumnMeaning.NOTHING
    )
    levels = [header for header, meaning in zip(table.headers, meanings, strict=True) if meaning is ColumnMeaning.LEVEL]
    values = _values(levels) if len(levels) >= _FEWEST else []
    reader = _RowsReader(meanings, values, notes)
    for row in table.rows:
        reader.add(row)
    said = {"scale": _scale(levels, values, notes)} if values else {}
    return ForeignFramework("", reader.tops, said)


def _values(labels: Sequence[str]) -> list[int]:
    """Return the numbers that the headers say, where they rise, else 1, 2, 3 and so on."""
    said = [int(found[1]) for label in labels if (found := _VALUE.fullmatch(label))]
    rises = len(said) == len(labels) and said == sorted({*said}) and said[-1] <= MAX_LEVEL
    return said if rises else [*range(1, len(labels) + 1)]


def _scale(labels: Sequence[str], values: Sequence[int], notes: list[Note]) -> dict[str, Any]:
    notes.append(of_whole("read", "scale-read", ", ".join(labels)))
    return {"levels": [{"value": value, "label": label} for value, label in zip(values, labels, strict=True)]}


class _RowsReader:
    def __init__(self, meanings: Meanings, values: Sequence[int], notes: list[Note]) -> None:
        self.tops: list[ForeignItem] = []
        self._meanings = meanings
        self._values = values
        self._notes = notes
        self._headings: dict[tuple[str, ...], ForeignItem] = {}
        self._statements: dict[str, ForeignItem] = {}
        self._domain = self._sub_domain = ""

    def add(self, row: TableRow) -> None:
        place = RowPlace(row.number)
        said: defaultdict[ColumnMeaning, list[str]] = defaultdict(list)
        for meaning, text in zip(self._meanings, row.texts, strict=True):
            said[meaning].append(text)
        siblings, heading = self._place_of(said, place)
        title, text = _first(said, ColumnMeaning.TITLE), _first(said, ColumnMeaning.TEXT)
        described = _first(said, ColumnMeaning.DESCRIPTION)
        if heading and not title and not text:
            _explain(heading, described, said)
        else:
            self._add_statement(siblings, title, text or described, said, place)

    def _place_of(self, said: Row, place: RowPlace) -> tuple[list[ForeignItem], ForeignItem | None]:
        """Return what a row's statement stands among, and the heading that the row names, if any."""
        domain, below = _first(said, ColumnMeaning.DOMAIN), _first(said, ColumnMeaning.SUB_DOMAIN)
        if domain and domain != self._domain:
            self._domain, self._sub_domain = domain, ""
        self._sub_domain = below or self._sub_domain
        siblings, heading = self.tops, None
        for depth, name in enumerate(filter(None, (self._domain, self._sub_domain)), start=1):
            key = (self._domain, self._sub_domain)[:depth]
            if key not in self._headings:
                self._headings[key] = ForeignItem(name, place, is_heading=True)
                siblings.append(self._headings[key])
            heading = self._headings[key]
            siblings = heading.below
        if heading and (guidance := _first(said, ColumnMeaning.DOMAIN_GUIDANCE)):
            self._headings[(self._domain, self._sub_domain)[:1]].said["guidance"] = guidance
        return siblings, heading if domain or below else None

    def _add_statement(self, siblings: list[ForeignItem], title: str, text: str, said: Row, place: RowPlace) -> None:
        code, owner = _first(said, ColumnMeaning.CODE), _first(said, ColumnMeaning.PART_OF)
        item = ForeignItem(plain_text(text or title), place, code, False, self._more(title if text else "", said))
        if owner in self._statements:
            self._statements[owner].below.append(item)
            return
        if owner:
            self._notes.append(Note("guessed", place, "no-owner", item.text, owner))
        siblings.append(item)
        if code:
            self._statements.setdefault(code, item)

    def _more(self, title: str, said: Row) -> dict[str, Any]:
        levels = dict(zip(self._values, map(marked_text, said.get(ColumnMeaning.LEVEL, ())), strict=False))
        return {
            "title": plain_text(title),
            "guidance": "\n\n".join(filter(None, map(marked_text, said.get(ColumnMeaning.GUIDANCE, ())))),
            "levels": {value: text for value, text in levels.items() if text},
            "tags": list(_tags(said.get(ColumnMeaning.TAGS, ()))),
        }


def _first(said: Row, meaning: ColumnMeaning) -> str:
    return next(iter(said.get(meaning, ())), "")


def _explain(heading: ForeignItem, text: str, said: Row) -> None:
    heading.code = heading.code or _first(said, ColumnMeaning.CODE)
    if text:
        heading.said.setdefault("guidance", marked_text(text))


def _tags(cells: Sequence[str]) -> Iterator[str]:
    for cell in cells:
        tags = tags_in(cell) if '"' in cell else _BETWEEN_TAGS.split(cell)
        yield from filter(None, map(str.strip, tags))
