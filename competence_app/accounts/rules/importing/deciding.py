"""What is to become of a row of a file of people, beside those whom there are."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from competence_app.accounts.rules.importing.addresses import Addresses
from competence_app.accounts.rules.importing.plans import FieldChange, FieldRefusal, RefusalCode, RowPlan
from competence_app.accounts.rules.importing.rows import PersonCell, PersonColumn, PersonRecord
from competence_app.people.rules.addresses import address_of
from competence_app.people.rules.naming import NameRefusal, refusal_of
from competence_app.people.rules.roles import ROLES

LONGEST_NAME, LONGEST_TEAM = 150, 100  # as their columns hold them
_HIDDEN = {NameRefusal.HIDDEN: RefusalCode.HIDDEN, NameRefusal.LINK: RefusalCode.LINK}
_NAMED, _SHOWN = 12, 60  # how many things a refusal names, and how many characters of each, at most
_FORMULAS = "=+-@"  # how a text begins that spreadsheet programs work out


class KnownPerson(NamedTuple):
    """Somebody with an account."""

    name: str
    is_open: bool = True
    job_role: str = ""
    """Its code."""
    team: str = ""
    roles: frozenset[str] = frozenset()
    supervisors: frozenset[str] = frozenset()
    """The addresses of those whose supervision is not over, begun or not."""


@dataclass(frozen=True, slots=True)
class ImportSurroundings:
    """What there is beside a file, and who brings it."""

    people: Callable[[Collection[str]], Mapping[str, KnownPerson]]
    """Those with some addresses, by address; each time they are asked for anew."""
    job_roles: Mapping[str, str]
    """Titles by code."""
    teams: Sequence[str]
    by: str
    """The address of whoever brings the file."""
    is_address: Callable[[str], bool]


class _RefusedError(Exception):
    def __init__(self, code: str, *named: object) -> None:
        super().__init__(code)
        self.code, self.named = code, tuple(str(name)[:_SHOWN] for name in named[:_NAMED])


class _Person(NamedTuple):
    """Whom a row is about."""

    address: str
    known: KnownPerson | None


class Deciding:
    """One file that is being decided on, and what it names."""

    def __init__(self, around: ImportSurroundings, addresses: Addresses) -> None:
        """Decide on the rows of a file in which these are the addresses."""
        self._around, self._addresses = around, addresses
        self._people: Mapping[str, KnownPerson] = {}  # of those rows that are decided on
        self._roles = _codes_by_words(around.job_roles)
        self._teams: dict[str, str] = {}
        for team in around.teams:
            self._teams.setdefault(_folded(team), team)
        self._exact = frozenset(around.teams)
        self.new_teams: list[str] = []
        self._readers: Mapping[PersonColumn, Callable[[str, _Person], Iterator[FieldChange]]] = {
            PersonColumn.NAME: self._name,
            PersonColumn.ADDRESS: self._address,
            PersonColumn.JOB_ROLE: self._job_role,
            PersonColumn.TEAM: self._team,
            PersonColumn.SUPERVISOR: self._supervisor,
            PersonColumn.ROLES: self._given_roles,
        }

    def lines(self, rows: Sequence[PersonRecord]) -> Iterator[RowPlan]:
        """Yield what becomes of some rows, if all that they name is there."""
        fields = (PersonColumn.ADDRESS, PersonColumn.SUPERVISOR)
        self._people = self._around.people({row.address_in(field) for row in rows for field in fields})
        return map(self._line, rows)

    def _line(self, row: PersonRecord) -> RowPlan:
        address = row.address_in(PersonColumn.ADDRESS)
        known = self._people.get(address)
        changes: list[FieldChange] = []
        refusals: list[FieldRefusal] = []
        for field in PersonColumn:
            try:
                changes += self._changes(field, row.cell(field), _Person(address, known))
            except _RefusedError as error:
                refusals.append(FieldRefusal(field, error.code, error.named))
        name = row.cell(PersonColumn.NAME).text or (known.name if known else "")
        return RowPlan(row.number, name, address, known is not None, tuple(changes), tuple(refusals))

    def _changes(self, field: PersonColumn, cell: PersonCell, person: _Person) -> Iterable[FieldChange]:
        if cell.fault:
            raise _RefusedError(cell.fault)
        if cell.text or field == PersonColumn.ADDRESS or (field == PersonColumn.NAME and not person.known):
            return list(self._readers[field](cell.text, person))
        return ()

    def _name(self, name: str, person: _Person) -> Iterator[FieldChange]:
        if not name:
            raise _RefusedError(RefusalCode.NO_NAME)
        _check_text(name)
        if len(name) > LONGEST_NAME:
            raise _RefusedError(RefusalCode.LONG_NAME, LONGEST_NAME)
        yield from _new(PersonColumn.NAME, person.known.name if person.known else "", name)

    def _address(self, text: str, person: _Person) -> Iterator[FieldChange]:
        if not text:
            raise _RefusedError(RefusalCode.NO_ADDRESS)
        if not self._around.is_address(person.address):
            raise _RefusedError(RefusalCode.NOT_AN_ADDRESS, text)
        if numbers := self._addresses.twice.get(person.address):
            raise _RefusedError(RefusalCode.TWICE, *numbers)
        if person.known and not person.known.is_open:
            raise _RefusedError(RefusalCode.CLOSED)
        yield from ()

    def _job_role(self, text: str, person: _Person) -> Iterator[FieldChange]:
        codes = [text] if text in self._around.job_roles else self._roles.get(_folded(text), [])
        if not codes:
            raise _RefusedError(RefusalCode.UNKNOWN_JOB_ROLE, text, *self._around.job_roles.values())
        if len(codes) > 1:
            raise _RefusedError(RefusalCode.SEVERAL_JOB_ROLES, text, *codes)
        yield from _new(PersonColumn.JOB_ROLE, person.known.job_role if person.known else "", codes[0])

    def _team(self, text: str, person: _Person) -> Iterator[FieldChange]:
        _check_text(text)
        if len(text) > LONGEST_TEAM:
            raise _RefusedError(RefusalCode.LONG_TEAM, LONGEST_TEAM)
        team = text if text in self._exact else self._teams.get(_folded(text))
        if team is None:
            self._teams[_folded(text)] = team = text
            self.new_teams.append(team)
        yield from _new(PersonColumn.TEAM, person.known.team if person.known else "", team)

    def _supervisor(self, text: str, person: _Person) -> Iterator[FieldChange]:
        address = address_of(text)
        if not self._around.is_address(address):
            raise _RefusedError(RefusalCode.SUPERVISOR_NOT_AN_ADDRESS, text)
        if address == person.address:
            raise _RefusedError(RefusalCode.OWN_SUPERVISOR)
        known = self._people.get(address)
        if not known and address not in self._addresses.all:
            raise _RefusedError(RefusalCode.UNKNOWN_SUPERVISOR, address)
        if known and not known.is_open:
            raise _RefusedError(RefusalCode.CLOSED_SUPERVISOR, address)
        if not person.known or address not in person.known.supervisors:
            yield FieldChange(PersonColumn.SUPERVISOR, "", address)

    def _given_roles(self, text: str, person: _Person) -> Iterator[FieldChange]:
        for written in filter(None, map(str.strip, text.replace(";", ",").split(","))):
            role = _ROLES.get(_folded(written))
            if not role:
                raise _RefusedError(RefusalCode.UNKNOWN_ROLE, written)
            if person.known and role in person.known.roles:
                continue
            if person.address == self._around.by:
                raise _RefusedError(RefusalCode.OWN_ROLE)
            yield FieldChange(PersonColumn.ROLES, "", role)


_WORDS = {
    "editor": "framework editor",
    "administrator": "people administrator",
    "organisation lead": "lead of all teams",
    "auditor": "auditor",
}
_ROLES = {words: role for role in ROLES.values() for words in (role, _WORDS[role])}


def _codes_by_words(job_roles: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the codes of the job roles that may be meant by a code or a title."""
    found: dict[str, list[str]] = {}
    for code, title in job_roles.items():
        for words in {_folded(code), _folded(title)}:
            found.setdefault(words, []).append(code)
    return found


def _new(field: PersonColumn, before: str, after: str) -> Iterator[FieldChange]:
    if before != after:
        yield FieldChange(field, before, after)


def _check_text(text: str) -> None:
    if text[0] in _FORMULAS:
        raise _RefusedError(RefusalCode.LIKE_A_FORMULA)
    if refusal := refusal_of(text):
        raise _RefusedError(_HIDDEN[refusal])


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
