"""One answer as a plain value, and what becomes of it when two pages answer at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from hashlib import blake2s
from typing import Self

from competence_app.catalogue.rules.scale import OffScale, Scale

LONGEST_LEVEL = 5  # digits, as many as the column of a level holds


class Voice(StrEnum):
    """Who speaks; no voice ever overwrites another."""

    SELF = "self"
    SUPERVISOR = "supervisor"
    AGREED = "agreed"


class StillTrue(StrEnum):
    """How somebody confirmed a former answer."""

    ONE = "one"  # it alone
    SECTION = "section"  # with all others of its section, at once


@dataclass(frozen=True, slots=True)
class Answer:
    """What one voice says to one statement: a level, an off-scale answer, or neither yet."""

    level: int | None = None
    off_scale: str = ""
    reason: str = ""
    note: str = ""

    @classmethod
    def of(cls, choice: str, *, reason: str = "", note: str = "") -> Self:
        """Make the answer that a form's ``choice`` means: a level's value, an off-scale code, or empty.

        A reason goes with an off-scale answer alone; one written before another was chosen is kept in the note.
        """
        level = int(choice) if choice.isdecimal() and len(choice) <= LONGEST_LEVEL else None
        off_scale = choice if level is None else ""
        if off_scale or not reason:
            return cls(level, off_scale, reason, note)
        return cls(level, note=note if reason in note else f"{note}\n\n{reason}".lstrip("\n"))

    @property
    def choice(self) -> str:
        """The answer as a form sends it: see ``of``."""
        return self.off_scale if self.level is None else str(self.level)

    def is_full(self, scale: Scale) -> bool:
        """Tell whether this answers the statement: a choice, with its reason where the scale requires one."""
        return bool(self.choice) and not self.lacks_reason(scale)

    def lacks_reason(self, scale: Scale) -> bool:
        """Tell whether the scale requires a reason that is not given."""
        return bool(self.off_scale) and not self.reason and needs_reason(scale, self.off_scale)

    def in_words(self, scale: Scale) -> str:
        """Return the label that the scale gives this choice; empty where nothing is chosen."""
        return choices(scale).get(self.choice, "")

    @property
    def said(self) -> tuple[int | None, str, str, str]:
        """All that it says, in one order."""
        return self.level, self.off_scale, self.reason, self.note

    @property
    def fingerprint(self) -> str:
        """Twelve characters that differ whenever the answer does, for a page to say what it was made from."""
        return fingerprint_of(*self.said)


def fingerprint_of(*said: object) -> str:
    """Return the fingerprint of what a page was made from."""
    return blake2s(repr(said).encode(), digest_size=6).hexdigest()


def fingerprint_of_all(answers: Mapping[str, Answer]) -> str:
    """Return the fingerprint of answers by code, for a page to say which of them were read on it."""
    return fingerprint_of(*sorted((code, answer.said) for code, answer in answers.items() if answer != BLANK))


BLANK = Answer()


def choices(scale: Scale) -> dict[str, str]:
    """Return the label of every choice: the levels, lowest first, then the off-scale answers."""
    return {str(level.value): level.label for level in scale.levels} | {
        answer.code: answer.label for answer in scale.off_scale
    }


def off_scale_answer(scale: Scale, choice: str) -> OffScale | None:
    """Return the off-scale answer with this code, if there is one."""
    return next((answer for answer in scale.off_scale if answer.code == choice), None)


def needs_reason(scale: Scale, choice: str) -> bool:
    """Tell whether the scale requires a reason with this choice."""
    answer = off_scale_answer(scale, choice)
    return answer is not None and answer.reason == "required"


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """One answer as a page sends it, with the fingerprint of the answer that the page was made from."""

    answer: Answer
    base: str
    confirmed: bool = False  # its author says it anew, be it what was said before
    still_true: StillTrue | None = None  # how, where it was offered as a former answer
    former: Answer = BLANK  # that one, where it is not what is stored

    @property
    def is_untouched(self) -> bool:
        """Whether it says nothing but what the page was made from."""
        return self.answer.fingerprint == self.base

    def way_over(self, carried: Answer) -> str:
        """Return how it confirms a former answer: ``carried``, unless it was offered another. Empty: it does not."""
        before = self.former if self.former != BLANK else carried
        return self.still_true or "" if before.choice and before.choice == self.answer.choice else ""


class Merge(Enum):
    """What to do with an answer that a page sends."""

    NOTHING = auto()
    WRITE = auto()
    CONFLICT = auto()


def merge(base: str, mine: Answer, stored: Answer, *, confirmed: bool = False) -> Merge:
    """Weigh the answer of a page made from ``base`` (a fingerprint) against what is stored now.

    ``confirmed``: its author says that it is still true, so it counts as said anew.
    """
    if mine == stored or (mine.fingerprint == base and not confirmed):
        return Merge.NOTHING
    return Merge.WRITE if stored.fingerprint == base or stored == BLANK else Merge.CONFLICT
