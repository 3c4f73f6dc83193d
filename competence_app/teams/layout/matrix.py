"""People by competences as they are laid out: a row a person, made once and kept, for the page and for files."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.standing import Standing
from competence_app.assessments.rules.telling import telling_words
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.schema import Content
from competence_app.teams import wording
from competence_app.teams.rules.matrix import MatrixCell, PersonLine
from competence_app.ui.converters import CodeConverter
from competence_app.ui.pieces import render_piece

Mark = tuple[str, str]  # what is seen, and how it is read on
KEPT_ROWS = 512  # of some twenty kilobytes each where there are a hundred competences


class MatrixColumn(NamedTuple):
    """One competence, with the few words that tell it from the others; ``is_first`` of its domain."""

    code: str
    brief: str
    needs: str  # the address of what people need of it
    is_first: bool


class MatrixRow(NamedTuple):
    """One person's row: plain values alone."""

    name: str
    about: str
    profile: str
    lives: str  # the address under which each competence's life stands
    cells: tuple[MatrixCell, ...]
    edges: tuple[bool, ...]  # which cells begin a domain


class MatrixTable(NamedTuple):
    """People by some of the competences, with what the table is called."""

    name: str
    groups: list[tuple[str, int]]  # the title of each domain, with how many columns it has
    columns: list[MatrixColumn]
    rows: list[SafeString]


class CellPiece(NamedTuple):
    """What a cell shows, whoever's it is."""

    look: str
    inner: SafeString


def matrix_context(
    content: Content, parts: Sequence[Sequence[Statement]], lines: Sequence[PersonLine]
) -> dict[str, Any]:
    """Return what the page shows: a table of each part of a version's statements, with these people's lines."""
    axis = axis_of(content)
    return {
        "content": content,
        "tables": list(_tables(content, parts, lines, axis)) if lines else [],
        "signs": wording.KEY,
        "levels": [(level.value, level.label, axis.shade(str(level.value))) for level in content.scale.levels],
    }


def _tables(
    content: Content, parts: Sequence[Sequence[Statement]], lines: Sequence[PersonLine], axis: Axis
) -> Iterator[MatrixTable]:
    for number, statements in enumerate(parts, 1):
        edges = tuple(_edges(statements))
        yield MatrixTable(
            name=wording.MATRIX_PART.format(number=number, all=len(parts)) if len(parts) > 1 else wording.MATRIX,
            groups=[(title, len(asked)) for title, asked in by_domain(content, statements)],
            columns=list(_columns(content, statements, edges)),
            rows=[row_html(_row(line, content.code, statements, edges), axis) for line in lines],
        )


def by_domain(content: Content, statements: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """Yield the title of each domain that any of the statements is in, with these."""
    for domain in content.domains:
        if asked := [statement for statement in statements if statement.domain == domain.code]:
            yield domain.title, asked


def briefs_of(content: Content) -> dict[str, str]:
    """Return the few words that tell each statement from the others, by its code."""
    words = telling_words(tuple(f"{asked.stem} {asked.name}".strip() for asked in content.statements))
    return dict(zip((asked.code for asked in content.statements), words, strict=True))


def _columns(content: Content, statements: Sequence[Statement], edges: Sequence[bool]) -> Iterator[MatrixColumn]:
    briefs, needs = briefs_of(content), f"{reverse('training-needs')}?framework={content.code}"
    for asked, is_first in zip(statements, edges, strict=True):
        yield MatrixColumn(asked.code, briefs[asked.code], f"{needs}#{asked.code}", is_first)


def _edges(statements: Sequence[Statement]) -> Iterator[bool]:
    domain = ""
    for asked in statements:
        yield asked.domain != domain
        domain = asked.domain


def _row(line: PersonLine, framework: str, statements: Sequence[Statement], edges: tuple[bool, ...]) -> MatrixRow:
    person = line.person
    return MatrixRow(
        name=person.name,
        about=", ".join(_about(line)),
        profile=reverse("staff-profile", args=[person.pk, framework]),
        lives=reverse("staff-over-time", args=[person.pk, framework]),
        cells=tuple(line.cells[asked.code] for asked in statements),
        edges=edges,
    )


def _about(line: PersonLine) -> Iterator[str]:
    is_shown = line.assessment is not None
    yield wording.BELOW_COUNT.format(count=line.count(Standing.BELOW)) if is_shown else wording.NOTHING_SHOWN
    yield from filter(None, (line.person.role, line.person.team))
    if line.version:
        yield wording.OLDER_VERSION.format(version=line.version)


@lru_cache(maxsize=KEPT_ROWS)
def row_html(row: MatrixRow, axis: Axis) -> SafeString:
    """Return a person's row."""
    to_url = CodeConverter().to_url
    cells = [
        (_piece(cell, axis), is_first, f"{row.lives}{to_url(cell.asked_as)}/" if cell.asked_as else "")
        for cell, is_first in zip(row.cells, row.edges, strict=True)
    ]
    return render_piece("teams/matrix/row.html", {"row": row, "cells": cells})


@lru_cache(maxsize=4096)
def _piece(cell: MatrixCell, axis: Axis) -> CellPiece:
    sign, words = sign_of(cell)
    label, language = (axis.words(cell.choice), axis.language_in(cell.choice)) if cell.is_known else (words, "")
    context = {"sign": sign, "label": label, "language": language, "marks": list(marks_of(cell))}
    below = " app-matrix__below" if cell.standing is Standing.BELOW else ""
    look = f"app-level {axis.shade(cell.choice)}{below}" if cell.is_known else ""
    return CellPiece(look, render_piece("teams/matrix/cell.html", context))


def sign_of(cell: MatrixCell) -> Mark:
    """Return what a cell shows first: a level's number or a sign, and what a sign means that is no answer."""
    if cell.is_asked_otherwise:
        return wording.ASKED_OTHERWISE
    if not cell.is_known:
        return wording.NOT_KNOWN
    return (wording.SIGNS.get(cell.standing, ""), "") if cell.level is None else (str(cell.level), "")


def marks_of(cell: MatrixCell) -> Iterator[Mark]:
    """Yield what a cell shows beside it."""
    if cell.standing is Standing.BELOW:
        seen, read = wording.TARGET_MARK
        yield seen.format(target=cell.target), read
    if cell.is_known and not cell.is_agreed:
        yield wording.OWN_MARK
    if cell.is_stale and cell.is_known:
        yield wording.OLD_MARK


def in_signs(cell: MatrixCell) -> str | int:
    """Return all that a cell shows, as a cell of a file: a number where that is all."""
    signs = [sign_of(cell)[0], *(seen for seen, _ in marks_of(cell))]
    return cell.level if cell.level is not None and len(signs) == 1 else " ".join(signs)
