"""From a workbook's bytes to a framework's content, or to everything that is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from pydantic import ValidationError

from competence_app.catalogue.formats.codes import repeated_codes
from competence_app.catalogue.formats.problems import Problem, UnreadableError
from competence_app.catalogue.formats.wording import Complaint, explain
from competence_app.catalogue.formats.workbook import records
from competence_app.catalogue.formats.workbook.arranging import arrange
from competence_app.catalogue.formats.workbook.cells import tables
from competence_app.catalogue.formats.workbook.layout import (
    ANY_OTHER,
    COMPETENCES,
    DOMAINS,
    FRAMEWORK,
    LAYOUTS,
    LEVELS,
    OTHER_ANSWERS,
    TARGETS,
    CellPlace,
    Column,
    plain,
)
from competence_app.catalogue.formats.workbook.records import ProblemsByPlace, Record
from competence_app.catalogue.formats.workbook.wording import WORKBOOK_MISFITS, sheet_words
from competence_app.catalogue.rules.misfits import MisfitCode, Path
from competence_app.catalogue.rules.schema import Content

_NAMES = {"domain", "sub_domain"}  # fields that name domains: where one is wrong, others may seem empty


def read_workbook(data: bytes, roles: Sequence[str] = ()) -> Content:
    """Return what the .xlsx file says; raise ``UnreadableError`` with all its problems.

    ``roles`` are the codes of the job roles that there are, for advice.
    """
    root, problems = _parse(data)
    try:
        framework = Content.model_validate(root)
    except ValidationError as error:
        raise UnreadableError(
            [*problems.values(), *_misfits(explain(error, WORKBOOK_MISFITS, roles), root, problems)]
        ) from None
    if problems:
        raise UnreadableError(problems.values())
    return framework


def cell_places(data: bytes) -> Callable[[Path], CellPlace]:
    """Return what tells where in a readable workbook stands what is at a path of its framework."""
    root, _ = _parse(data)
    return partial(records.place, root)


def _parse(data: bytes) -> tuple[Record, ProblemsByPlace]:
    """Return what the schema reads, and what is wrong so far."""
    problems = ProblemsByPlace()
    rows = tables(data, LAYOUTS)
    found = {layout.title: records.table(layout, rows.get(layout.title), problems) for layout in LAYOUTS}
    if problems:  # without its headers, all of a sheet would be said to be missing
        raise UnreadableError(problems.values())
    root = records.fields(found.pop(FRAMEWORK.title), problems)
    _fill(root, {title: list(records.records(rows, problems)) for title, rows in found.items()}, problems)
    for path, former, code in repeated_codes(root):
        first = records.place(root, former)
        problems.add(records.place(root, path), sheet_words("code-twice", code=code, first=first))
    return root, problems


def _fill(root: Record, found: dict[str, list[Record]], problems: ProblemsByPlace) -> None:
    root["scale"] = {"levels": found[LEVELS.title], "off_scale": found[OTHER_ANSWERS.title]}
    root["targets"] = _targets(found[TARGETS.title], problems)
    root["domains"] = arrange(found[DOMAINS.title], found[COMPETENCES.title], problems)


def _targets(rows: list[Record], problems: ProblemsByPlace) -> Record:
    roles = Record(TARGETS, 0)
    targets = Record(TARGETS, 0)
    targets["roles"] = roles
    for row in rows:
        role, level = (_given(row, field, problems) for field in ("role", "level"))
        node, key = (targets, "default") if plain(role) == ANY_OTHER else (roles, role)
        if key in node:
            problems.add(row.place("role"), sheet_words("target-twice", role=role))
        elif role and level:
            node[key] = level
            node.at |= {key: row.place("level"), f"{key}.[key]": row.place("role")}
    return targets


def _given(row: Record, field: str, problems: ProblemsByPlace) -> str:
    where = row.place(field)
    if field not in row and where.column:
        problems.add(where, _empty(where.column))
    said: str = row.get(field, "")
    return said


def _misfits(complaints: Iterable[Complaint], root: Record, problems: ProblemsByPlace) -> Iterator[Problem]:
    lost = any(place.column and place.column.field in _NAMES for place in problems)
    for path, code, message in complaints:
        where = records.place(root, path)
        if where not in problems and not (lost and code == MisfitCode.EMPTY_DOMAIN):
            yield Problem(where, _empty(where.column) if code == "missing" and where.column else message)


def _empty(column: Column) -> str:
    return sheet_words("empty", example=column.example)
