"""Rows that belong to what is not there: one cause, told once."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Literal

from competence_app.catalogue.formats.workbook.records import Record
from competence_app.catalogue.formats.workbook.wording import sheet_words

MOST_COMPARED = 500  # names, to find out which is meant: each takes 20 µs, and there may be a hundred problems


def orphaned(
    to: Literal["statement", "owner", "holder"], code: str, rows: Sequence[Record], known: Iterable[str]
) -> str:
    """Return what is wrong with all the rows that name the code, which is none of the known ones."""
    values = {"code": code, "rows": _in_words([record.row for record in rows])}
    if near := get_close_matches(code, islice(known, MOST_COMPARED), n=1):
        return sheet_words(f"near-{to}", near=near[0], **values)
    return sheet_words(f"unknown-{to}", **values)


def _in_words(rows: Sequence[int]) -> str:
    which = "this-row" if len(rows) == 1 else "rows" if rows == [*range(rows[0], rows[-1] + 1)] else "such-rows"
    return sheet_words(which, first=rows[0], last=rows[-1], count=len(rows))
