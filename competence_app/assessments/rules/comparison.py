"""A review: what a supervisor may answer, and how it compares with what the practitioner said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from types import MappingProxyType
from typing import Self

from competence_app.assessments.rules.answers import BLANK, Answer, Voice
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.ui.languages import OURS

NOTHING: Mapping[str, str] = MappingProxyType({})
NOT_OBSERVED = "not observed"  # what supervisors may answer besides; no framework has this code: theirs hold no spaces


def language_of(choice: str, language: str) -> str:
    """Return in which language a choice is called on the scale of a review; its framework's is ``language``."""
    return OURS if choice == NOT_OBSERVED else language


class Comparison(Enum):
    """How far two answers to one statement are from each other."""

    SAME = auto()
    ONE_APART = auto()
    FURTHER_APART = auto()
    NOT_OBSERVED = auto()  # the supervisor gave no rating
    DIFFERENT = auto()  # one of the two is off the scale


def compare_answers(scale: Scale, own: Answer, supervisor: Answer) -> Comparison:
    """Compare two full answers."""
    if supervisor.choice == NOT_OBSERVED:
        return Comparison.NOT_OBSERVED
    if own.choice == supervisor.choice:
        return Comparison.SAME
    if own.level is None or supervisor.level is None:
        return Comparison.DIFFERENT
    low, high = sorted((own.level, supervisor.level))
    steps = sum(low < level.value <= high for level in scale.levels)
    return Comparison.ONE_APART if steps == 1 else Comparison.FURTHER_APART


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """One statement with what both said, and what they agreed, if anything yet."""

    statement: Statement
    scale: Scale  # of a review: with NOT_OBSERVED, and spoken of somebody else
    own_scale: Scale  # on which its practitioner answered, in the framework's own words
    own: Answer
    supervisor: Answer
    agreed: Answer
    comparison: Comparison
    how: str = ""  # its practitioner said it: see ``rules.again``

    @property
    def in_words(self) -> dict[str, str]:
        """What each said, by ``own``, ``supervisor`` and ``agreed``; empty where nothing is."""
        others = {"supervisor": self.supervisor, "agreed": self.agreed}
        own = {"own": self.own.in_words(self.own_scale)}
        return own | {voice: answer.in_words(self.scale) for voice, answer in others.items()}

    @property
    def languages(self) -> dict[str, str]:
        """In which language each of these is said."""
        voices = {"own": self.own, "supervisor": self.supervisor, "agreed": self.agreed}
        return {voice: language_of(answer.choice, self.statement.language) for voice, answer in voices.items()}

    @property
    def needs_agreed(self) -> bool:
        """Whether the two must choose what to agree: where they said the same, that is agreed."""
        return self.comparison is not Comparison.SAME

    @property
    def needs_comment(self) -> bool:
        """Whether what is agreed must say why: from two levels apart, or where one of the two gave no level at all.

        How far apart those are nobody can tell, and what is agreed may leave the counts.
        """
        return self.comparison in {Comparison.FURTHER_APART, Comparison.DIFFERENT}

    def lacks_comment(self, agreed: Answer) -> bool:
        """Tell whether what would be ``agreed`` must say why and does not, be it as a comment or as its reason."""
        return self.needs_comment and not (agreed.note or agreed.reason)

    def taken_over(self, agreed: Answer) -> Answer:
        """Return what would be ``agreed`` with the reason of whoever gave this answer, where it says none itself."""
        said = (voice.reason for voice in (self.own, self.supervisor) if voice.choice == agreed.choice)
        return replace(agreed, reason=next(said, "")) if agreed.off_scale and not agreed.reason else agreed

    def agreed_as(self, answers: Mapping[str, Answer]) -> Self:
        """Return it with what is agreed by these answers, by code."""
        return replace(self, agreed=answers.get(self.statement.code, BLANK))

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to agree."""
        agreed = self.agreed.is_full(self.scale) and not self.lacks_comment(self.agreed)
        return agreed or not self.needs_agreed

    def is_unread(self, read: Mapping[str, Answer]) -> bool:
        """Tell whether it is settled by another answer than somebody ``read``, by code: one stored meanwhile."""
        return self.needs_agreed and self.is_settled and self.agreed != read.get(self.statement.code, self.agreed)


def answer_pairs(
    statements: Iterable[Statement],
    scales: tuple[Scale, Scale],
    voices: Mapping[Voice, Mapping[str, Answer]],
    how: Mapping[str, str] = NOTHING,
) -> list[AnswerPair]:
    """Set what all voices say to the statements, by code, side by side, and ``how`` their practitioner came to it.

    ``scales``: their practitioner's, and that of the review.
    """
    own_scale, scale = scales

    def pair(statement: Statement) -> AnswerPair:
        own, supervisor, agreed = (voices[voice].get(statement.code, BLANK) for voice in Voice)
        comparison = compare_answers(scale, own, supervisor)
        return AnswerPair(statement, scale, own_scale, own, supervisor, agreed, comparison, how.get(statement.code, ""))

    return [pair(statement) for statement in statements]
