"""What is to become of each row of a file of people."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from competence_app.accounts.rules.importing.keeping import Kept
from competence_app.accounts.rules.importing.rows import FIELDS, PersonColumn


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


ACTING = (Outcome.CREATED, Outcome.CHANGED)  # by these something is done


class RefusalCode(StrEnum):
    """Why a row is refused, beside the faults of cells."""

    NO_ADDRESS = "no-address"
    NOT_AN_ADDRESS = "not-an-address"
    TWICE = "twice"
    CLOSED = "closed"
    NO_NAME = "no-name"
    HIDDEN = "hidden"
    LINK = "link"
    LONG_NAME = "long-name"
    LIKE_A_FORMULA = "like-a-formula"
    UNKNOWN_JOB_ROLE = "unknown-job-role"
    SEVERAL_JOB_ROLES = "several-job-roles"
    LONG_TEAM = "long-team"
    SUPERVISOR_NOT_AN_ADDRESS = "supervisor-not-an-address"
    OWN_SUPERVISOR = "own-supervisor"
    UNKNOWN_SUPERVISOR = "unknown-supervisor"
    CLOSED_SUPERVISOR = "closed-supervisor"
    REFUSED_SUPERVISOR = "refused-supervisor"
    UNKNOWN_ROLE = "unknown-role"
    OWN_ROLE = "own-role"


class FieldChange(NamedTuple):
    """What is new in a field: of a job role its code, of a supervisor the address."""

    field: PersonColumn
    before: str
    after: str


class FieldRefusal(NamedTuple):
    """What is wrong in a field: a ``RefusalCode`` or a ``Fault``, with what its words name."""

    field: PersonColumn
    code: str
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of one row: where it is refused, nothing changes."""

    number: int
    name: str
    address: str
    is_known: bool
    changes: tuple[FieldChange, ...]
    refusals: tuple[FieldRefusal, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What becomes of it."""
        if self.refusals:
            return Outcome.REFUSED
        if not self.is_known:
            return Outcome.CREATED
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED

    def after(self, field: PersonColumn) -> str:
        """Return what is new in a field; an empty text where nothing is."""
        return next((change.after for change in self.changes if change.field == field), "")

    def before(self, field: PersonColumn) -> str:
        """Return what was in a field in which something is new; an empty text where nothing is."""
        return next((change.before for change in self.changes if change.field == field), "")

    def gives(self, role: str) -> bool:
        """Whether it gives a role."""
        return any(change.after == role for change in self.changes if change.field == PersonColumn.ROLES)


class Lines(Kept[RowPlan]):
    """What becomes of the rows of a file, in their order."""

    @staticmethod
    def pack(thing: RowPlan) -> list[Any]:
        """Return a line as JSON can hold it."""
        return [thing.number, thing.name, thing.address, thing.is_known, thing.changes, thing.refusals]

    @staticmethod
    def unpack(packed: list[Any]) -> RowPlan:
        """Return the line that was packed so."""
        number, name, address, is_known, changes, refusals = packed
        changed = tuple(FieldChange(FIELDS[field], before, after) for field, before, after in changes)
        refused = tuple(FieldRefusal(FIELDS[field], code, tuple(named)) for field, code, named in refusals)
        return RowPlan(number, name, address, is_known, changed, refused)


@dataclass(frozen=True)
class ImportPlan:
    """What becomes of all rows of a file, and which teams there are only afterwards."""

    lines: Lines
    new_teams: tuple[str, ...]

    def of(self, *outcomes: Outcome) -> Iterator[RowPlan]:
        """Yield the lines with one of these outcomes."""
        return (line for line in self.lines if line.outcome in outcomes)

    @cached_property
    def counts(self) -> Counter[Outcome]:
        """How many lines have which outcome."""
        return Counter(line.outcome for line in self.lines)

    @property
    def acts(self) -> bool:
        """Whether anything is done."""
        return any(self.counts[outcome] for outcome in ACTING)

    @cached_property
    def digest(self) -> str:
        """What tells this plan from any other."""
        digest = hashlib.sha256(repr(self.new_teams).encode(errors="surrogatepass"))
        for line in self.lines:
            digest.update(_fact(line).encode(errors="surrogatepass"))
        return digest.hexdigest()


def _fact(line: RowPlan) -> str:
    return repr((line.number, line.address, line.outcome.value, _plain(line.changes), _plain(line.refusals)))


def _plain(facts: Iterable[tuple[object, ...]]) -> list[list[str]]:
    return [[str(fact) for fact in some] for some in facts]
