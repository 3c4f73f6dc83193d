"""Extracts of a staff record, as ``rules/importing/extract.py`` says that they are laid out."""

from collections.abc import Iterator, Sequence

from competence_app.accounts.formats.headers import Column, NamePart, at_most_rows, person_cell, row_of
from competence_app.accounts.formats.problems import UnreadablePeopleError
from competence_app.accounts.formats.texts import Text
from competence_app.accounts.rules.importing import extract
from competence_app.accounts.rules.importing.rows import EMPTY, PeopleFile, PersonCell, PersonColumn, PersonRecord, Rows

Record = tuple[int, list[str]]  # the number of its line, and what stands in it
_COLUMNS: tuple[Column, ...] = (*PersonColumn, *NamePart)


def is_extract(file: Text) -> bool:
    """Whether a text is an extract, by how it begins."""
    return file.beginning.lstrip().startswith(extract.HEADER + extract.SEPARATOR)


def read_extract(file: Text) -> PeopleFile:
    """Return what an extract says of people; a supervisor may be named by number or address."""
    _check_whole(file)
    known = {extract.HEADER, extract.PERSON, extract.TRAILER, ""}
    others = dict.fromkeys(kind[:40] for kind in map(_kind, _records(file)) if kind not in known)
    return PeopleFile(Rows(at_most_rows(_rows(file))), tuple(others), file.is_guessed)


def _records(file: Text, kind: str = "") -> Iterator[Record]:
    """Yield the records of a kind, or all."""
    for number, line in enumerate(file.lines(), 1):
        record = number, line.rstrip("\r\n").split(extract.SEPARATOR)
        if not kind or _kind(record) == kind:
            yield record


def _kind(record: Record) -> str:
    return record[1][0].strip()


def _check_whole(file: Text) -> None:
    """Refuse an extract that was cut off."""
    people = sum(1 for _ in _records(file, extract.PERSON))
    for _, texts in _records(file, extract.TRAILER):
        said = _at(texts, 1)
        if said != str(people):
            raise UnreadablePeopleError("cut-off", said=said[:10], found=people)


def _rows(file: Text) -> Iterator[PersonRecord]:
    address, number = (extract.PLACES[part] for part in (PersonColumn.ADDRESS, extract.NUMBER))
    addresses = {_at(texts, number): _at(texts, address) for _, texts in _records(file, extract.PERSON)}
    for line, texts in _records(file, extract.PERSON):
        yield row_of(line, {column: _cell(column, texts, addresses) for column in _COLUMNS})


def _cell(column: Column, texts: Sequence[str], addresses: dict[str, str]) -> PersonCell:
    if column not in extract.PLACES:
        return EMPTY
    text = _at(texts, extract.PLACES[column])
    return person_cell(addresses.get(text, text) if text and column == PersonColumn.SUPERVISOR else text)


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place].strip() if place < len(texts) else ""
