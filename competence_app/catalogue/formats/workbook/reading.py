"""From a workbook's bytes to a framework's content, or to everything that is wrong with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from pydantic import ValidationError

from competence_app.catalogue.formats.codes import repeated_codes
from competence_app.catalogue.formats.problems import Problem, UnreadableError
from competence_app.catalogue.formats.wording import Complaint, explain
from competence_app.catalogue.formats.workbook import records
from competence_app.catalogue.formats.workbook.arranging import arrange
from competence_app.catalogue.formats.workbook.belongings import hand_out
from competence_app.catalogue.formats.workbook.cells import KnownSheets, read_cells
from competence_app.catalogue.formats.workbook.complaints import ProblemsByPlace
from competence_app.catalogue.formats.workbook.headers import SheetTable, nearest, refuse_levels, sheet_table
from competence_app.catalogue.formats.workbook.layout import (
    COMPETENCES,
    DOMAINS,
    FRAMEWORK,
    LAYOUTS,
    LEVELS,
    OTHER_ANSWERS,
    CellPlace,
    plain,
    with_levels,
)
from competence_app.catalogue.formats.workbook.records import Record
from competence_app.catalogue.formats.workbook.wording import WORKBOOK_MISFITS, sheet_words
from competence_app.catalogue.rules.misfits import MisfitCode, Path
from competence_app.catalogue.rules.schema import Content

_NAMES = {"domain", "sub_domain"}  # fields that name domains: where one is wrong, others may seem empty
_VALUE = re.compile(r"[0-9]{1,3}")  # of a level
_LIKE_A_TITLE = 0.8  # “Resource” for “Resources”, but not “Reasons”


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
    found = sheets(data, problems)
    if problems:  # without its headers, all of a sheet would be said to be missing
        raise UnreadableError(problems.values())
    refuse_levels(found[COMPETENCES.title], problems)
    root = records.fields(found.pop(FRAMEWORK.title), problems)
    _fill(root, {title: list(records.records(rows, problems)) for title, rows in found.items()}, problems)
    for path, former, code in repeated_codes(root):
        first = records.place(root, former)
        problems.add(records.place(root, path), sheet_words("code-twice", code=code, first=first))
    return root, problems


def sheets(data: bytes, problems: ProblemsByPlace) -> dict[str, SheetTable]:
    """Return what can be read of each sheet, by its title; add what is missing to the problems."""
    book = read_cells(data, LAYOUTS)
    _ask_about_titles(book, problems)
    levels = sheet_table(LEVELS, book.rows.get(LEVELS.title), problems)
    values = dict.fromkeys(filter(_VALUE.fullmatch, levels.texts("value")))
    others = (with_levels(values) if layout is COMPETENCES else layout for layout in LAYOUTS if layout is not LEVELS)
    return {LEVELS.title: levels} | {
        layout.title: sheet_table(layout, book.rows.get(layout.title), problems) for layout in others
    }


def _ask_about_titles(book: KnownSheets, problems: ProblemsByPlace) -> None:
    titles = {plain(title): title for title in book.others}
    for layout in LAYOUTS:
        if layout.title not in book.rows and (near := nearest(plain(layout.title), titles, _LIKE_A_TITLE)):
            message = sheet_words("misspelt", written=titles[near], header=layout.title)
            problems.add(CellPlace(layout, 0), message)


def _fill(root: Record, found: dict[str, list[Record]], problems: ProblemsByPlace) -> None:
    root["scale"] = {"levels": found[LEVELS.title], "off_scale": found[OTHER_ANSWERS.title]}
    root["domains"] = arrange(found[DOMAINS.title], found[COMPETENCES.title], problems)
    hand_out(found, root, problems)


def _misfits(complaints: Iterable[Complaint], root: Record, problems: ProblemsByPlace) -> Iterator[Problem]:
    lost = any(place.column and place.column.field in _NAMES for place in problems)
    for path, code, message in complaints:
        where = records.place(root, path)
        if where not in problems and not (lost and code == MisfitCode.EMPTY_DOMAIN):
            column = where.column if code == "missing" else None
            yield Problem(where, sheet_words("empty", example=column.example) if column else message)
