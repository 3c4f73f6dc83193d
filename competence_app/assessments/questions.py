"""What a rating page asks: each statement with what is stored and what was said of it before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from competence_app.assessments.answers import Answer
from competence_app.assessments.carry import Rule, Step
from competence_app.catalogue.schema import Scale, Statement
from competence_app.catalogue.words import Run, compare_words


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the past, with its words and its scale as they were."""

    answer: Answer
    scale: Scale
    at: datetime
    version: str

    @property
    def in_words(self) -> str:
        """The label that its own scale gave it."""
        return self.answer.in_words(self.scale)


@dataclass(frozen=True, slots=True)
class Earlier:
    """One former statement beside the new one: its words, the new words, and the answer it had."""

    code: str
    old: tuple[Run, ...]
    new: tuple[Run, ...]
    said: Said | None

    @property
    def reworded(self) -> bool:
        """Whether any word differs."""
        return any(run.changed for run in (*self.old, *self.new))


@dataclass(frozen=True, slots=True)
class Question:
    """One statement to rate, the rule by which it follows on from the last assessment, and what was said then."""

    statement: Statement
    rule: Rule
    earlier: tuple[Earlier, ...] = ()

    @property
    def needs_confirming(self) -> bool:
        """Whether a former answer is shown that does not count until its author says so."""
        return bool(self.earlier) and not self.rule.carries


def questions(
    statements: Iterable[Statement], steps: Mapping[str, Step], said: Mapping[str, Said]
) -> Sequence[Question]:
    """Join statements with their past; ``said`` is keyed by the former statement's code."""
    return [_question(statement, steps.get(statement.code, Step(Rule.NEW)), said) for statement in statements]


def _question(statement: Statement, step: Step, said: Mapping[str, Said]) -> Question:
    if step.rule is Rule.SAME:
        return Question(statement, step.rule)
    earlier = tuple(_earlier(source, statement, said.get(source.code)) for source in step.sources)
    return Question(statement, step.rule, earlier)


def _earlier(old: Statement, new: Statement, said: Said | None) -> Earlier:
    return Earlier(old.code, *compare_words(_full_text(old), _full_text(new)), said)


def _full_text(statement: Statement) -> str:
    return "\n".join(filter(None, (statement.stem, statement.text, *statement.prompts)))
