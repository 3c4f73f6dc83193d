"""What stands on sheets of its own, given to the framework, the domain or the statement whose code its rows name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from competence_app.catalogue.formats.workbook.complaints import ProblemsByPlace
from competence_app.catalogue.formats.workbook.layout import (
    ANY_OTHER,
    DOMAINS,
    EXAMPLES,
    RELATED,
    RESOURCES,
    TARGETS,
    plain,
)
from competence_app.catalogue.formats.workbook.orphans import orphaned
from competence_app.catalogue.formats.workbook.records import Record
from competence_app.catalogue.formats.workbook.wording import sheet_words


def hand_out(found: Mapping[str, list[Record]], root: Record, problems: ProblemsByPlace) -> None:
    """Give each row of these sheets to its owner in the arranged tree; add what says wrongly whose it is."""
    domains = found[DOMAINS.title]
    statements = [statement for domain in domains for statement in domain.get("competences", ())]
    holders = _Owners("holder", [*domains, *statements], problems, root)
    for owner, row in holders.of(found[TARGETS.title]):
        _expect(owner, row, problems)
    owners = _Owners("owner", statements, problems)
    for owner, row in owners.of(found[EXAMPLES.title]):
        _exemplify(owner, row, problems)
    for sheet in (RESOURCES, RELATED):
        for owner, row in owners.of(found[sheet.title]):
            owner.setdefault(sheet.field, []).append(row)


class _Owners:
    """What has a code that rows may name; ``whole`` is whose the rows are that name none, if they may."""

    def __init__(
        self,
        to: Literal["owner", "holder"],
        records: Iterable[Record],
        problems: ProblemsByPlace,
        whole: Record | None = None,
    ) -> None:
        self._to = to
        self._problems = problems
        self._by_code: dict[str, Record] = {}
        for record in records:
            self._by_code.setdefault(record.get("code", ""), record)
        self._is_each_known = self._by_code.pop("", None) is None  # else a code may be that of one who lost theirs
        if whole is not None:
            self._by_code[""] = whole

    def of(self, rows: Iterable[Record]) -> Iterator[tuple[Record, Record]]:
        """Yield the rows, each behind its owner."""
        orphans: defaultdict[str, list[Record]] = defaultdict(list)
        for row in rows:
            code = row.pop("code_of", "")
            if row.place("code_of") in self._problems:
                continue
            if code in self._by_code:
                yield self._by_code[code], row
            else:
                orphans[code].append(row)
        for code, among in orphans.items():
            self._tell(code, among)

    def _tell(self, code: str, among: list[Record]) -> None:
        if not code:
            for row in among:
                said_in_row(row, "code_of", self._problems)
        elif self._is_each_known:
            message = orphaned(self._to, code, among, [known for known in self._by_code if known])
            self._problems.add(among[0].place("code_of"), message)


def said_in_row(row: Record, field: str, problems: ProblemsByPlace) -> str:
    """Return what the row says of a field; add to the problems where it says nothing."""
    where = row.place(field)
    if field not in row and where.column:
        problems.add(where, sheet_words("empty", example=where.column.example))
    text: str = row.get(field, "")
    return text


def _expect(owner: Record, row: Record, problems: ProblemsByPlace) -> None:
    if TARGETS.field not in owner:
        owner[TARGETS.field] = Record(TARGETS, row.row)
        owner[TARGETS.field]["roles"] = Record(TARGETS, row.row)
    targets = owner[TARGETS.field]
    role, level = (said_in_row(row, field, problems) for field in ("role", "level"))
    node, key = (targets, "default") if plain(role) == ANY_OTHER else (targets["roles"], role)
    if key in node:
        problems.add(row.place("role"), sheet_words("target-twice", role=role))
    elif role and level:
        node[key] = level
        node.at |= {key: row.place("level"), f"{key}.[key]": row.place("role")}


def _exemplify(owner: Record, row: Record, problems: ProblemsByPlace) -> None:
    examples = owner.setdefault(EXAMPLES.field, [])
    owner.at[f"{EXAMPLES.field}.{len(examples)}"] = row.place("text")
    examples.append(said_in_row(row, "text", problems))
