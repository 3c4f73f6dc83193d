"""What is to become of each row of a file of people."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from competence_app.accounts.rules.importing.rows import Field


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


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


class Change(NamedTuple):
    """What is new in a field: of a job role its code, of a supervisor the address."""

    field: Field
    before: str
    after: str


class Refusal(NamedTuple):
    """What is wrong in a field: a ``RefusalCode`` or a ``Fault``, with what its words name."""

    field: Field
    code: str
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one row: where it is refused, nothing changes."""

    number: int
    name: str
    address: str
    is_known: bool
    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What becomes of it."""
        if self.refusals:
            return Outcome.REFUSED
        if not self.is_known:
            return Outcome.CREATED
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED

    def after(self, field: Field) -> str:
        """Return what is new in a field; an empty text where nothing is."""
        return next((change.after for change in self.changes if change.field == field), "")

    def before(self, field: Field) -> str:
        """Return what was in a field in which something is new; an empty text where nothing is."""
        return next((change.before for change in self.changes if change.field == field), "")

    def gives(self, role: str) -> bool:
        """Whether it gives a role."""
        return any(change.after == role for change in self.changes if change.field == Field.ROLES)


@dataclass(frozen=True)
class Plan:
    """What becomes of all rows of a file, and which teams there are only afterwards."""

    lines: tuple[Line, ...]
    new_teams: tuple[str, ...]

    def of(self, *outcomes: Outcome) -> list[Line]:
        """Return the lines with one of these outcomes."""
        return [line for line in self.lines if line.outcome in outcomes]

    @cached_property
    def acting(self) -> list[Line]:
        """The lines by which something is done."""
        return self.of(Outcome.CREATED, Outcome.CHANGED)

    @cached_property
    def digest(self) -> str:
        """What tells this plan from any other."""
        return hashlib.sha256("\n".join(self._facts()).encode(errors="surrogatepass")).hexdigest()

    def _facts(self) -> Iterator[str]:
        yield repr(self.new_teams)
        for line in self.lines:
            yield repr((line.number, line.address, line.outcome.value, _plain(line.changes), _plain(line.refusals)))


def _plain(facts: Iterable[tuple[object, ...]]) -> list[list[str]]:
    return [[str(fact) for fact in some] for some in facts]
