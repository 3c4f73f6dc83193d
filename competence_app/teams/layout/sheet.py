"""Training needs for somebody to whom nothing was shown: counts of agreed answers, no names, and no small number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from competence_app.assessments.rules.standing import LACKING
from competence_app.catalogue.rules.resources import Resource
from competence_app.catalogue.rules.schema import Content
from competence_app.teams import wording
from competence_app.teams.layout.books import about_lines
from competence_app.teams.rules.disclosure import DisclosedNeed, DisclosedRow, band, need_of
from competence_app.teams.rules.matrix import PersonLine
from competence_app.ui.books.tables import Book, BookTable, columns, dated
from competence_app.ui.languages import OURS, language_parts

Words = Mapping[str, str]
WIDTHS = {"code": 9, "statement": 70, "need": 26, "help": 60}


@dataclass(frozen=True, slots=True)
class TeamSheetRow:
    """One competence: how many have something to do, as far as it may be told, and what can help."""

    code: str
    statement: str
    need: str
    helps: tuple[Resource, ...]
    share: float  # to sort by


def sheet_rows(content: Content, lines: Iterable[PersonLine]) -> list[TeamSheetRow]:
    """Return a row a competence, as far as it is told the greatest need first: an order by more would tell more."""
    counted = agreed_in(lines)
    return sorted(_rows(content, counted), key=lambda row: -row.share)


def agreed_in(lines: Iterable[PersonLine]) -> list[PersonLine]:
    """Return the people with anything agreed: what they said themselves is for nobody whom they did not send it to."""
    return [line for line in lines if any(cell.is_agreed for cell in line.cells.values())]


def _rows(content: Content, lines: Sequence[PersonLine]) -> Iterator[TeamSheetRow]:
    for asked in content.statements:
        need = _need(asked.code, lines)
        helps = content.competence(asked.competence).resources if need.share > 0 else ()
        yield TeamSheetRow(asked.code, " ".join(asked.in_full.split()), _in_bands(need), helps, _share(need))


def _need(code: str, lines: Iterable[PersonLine]) -> DisclosedNeed:
    known = [cell for line in lines if (cell := line.cells[code]).is_agreed and cell.is_known]
    needing = sum(cell.standing in LACKING for cell in known)
    return need_of([needing], [len(known) - needing])


def _in_bands(need: DisclosedNeed) -> str:
    (low, high), (fewest, most) = band(need.number), band(need.people)
    return wording.IN_BANDS[need.told].format(low=low, high=high, fewest=fewest, most=most)


def _share(need: DisclosedNeed) -> float:
    """Return what a row is sorted by: no more than its bands tell."""
    return band(need.number)[0] / band(need.people)[0] if need.told is DisclosedRow.BOTH else need.share


def sheet_book(content: Content, rows: Iterable[TeamSheetRow], *, by: str) -> Book:
    """Return the sheet as a table."""
    words = wording.SHEET
    table = BookTable(words["kind"], columns(wording.SHEET_COLUMNS, WIDTHS), [_cells(row) for row in rows])
    about = about_lines(content, what=words["what"], by=by, people=words["whom"], private=words["nature"])
    title = words["title"].format(framework=content.title)
    name = dated(words["name"].format(code=content.code))
    return Book(name, title, about, [table], nature=words["nature"], footer=words["footer"])


def _cells(row: TeamSheetRow) -> list[str]:
    return [row.code, row.statement, row.need, "\n".join(f"{one.title}: {one.url}" for one in row.helps)]


def sheet_values(content: Content, rows: Iterable[TeamSheetRow], *, by: str, on: date) -> Mapping[str, object]:
    """Return the sheet as plain values for paper."""
    day, words = date_format(on, "j F Y"), wording.SHEET
    facts = [(wording.ABOUT["by"], said(by)), (words["version"], said(content.version))]
    cover = {
        "title": said(content.title, content.language),
        "kind": words["kind"],
        "subtitle": f"{words['kind']}: {day}",
        "person": by,
        "day": day,
        "facts": [{"name": name, "value": [value]} for name, value in facts],
        "left_out": words["what"],
    }
    return {"cover": cover, "rows": [_row_values(row, content.language) for row in rows]}


def _row_values(row: TeamSheetRow, language: str) -> Mapping[str, object]:
    helps = [
        {"title": said(one.title, language), "url": one.url, "kind": said(one.kind, language)} for one in row.helps
    ]
    return {"code": row.code, "statement": said(row.statement, language), "need": row.need, "helps": helps}


def said(text: str, language: str = OURS) -> Words:
    """Return words in their language."""
    lang, region = language_parts(language)
    return {"text": text, "lang": lang, "region": region}
