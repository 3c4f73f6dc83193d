"""What a rating page asks: each statement with what is stored and what was said of it before."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from competence_app.assessments.rules.answers import BLANK, Answer
from competence_app.assessments.rules.carry import CarryStep, FormerAssessment, Rule, means_the_same
from competence_app.catalogue.compare.words import MarkedRun, mark_lines
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.catalogue.rules.words import is_said_alike


@dataclass(frozen=True, slots=True)
class PastAnswer:
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
class FormerStatement:
    """One former statement beside the one of ``now``, and what was said to it."""

    was: Statement
    now: Statement
    said: PastAnswer
    rule: Rule
    stands: bool  # it is carried: a new answer is not needed

    @property
    def reworded(self) -> bool:
        """Whether any word differs."""
        old, new = ((one.stem, one.text, one.prompts) for one in (self.was, self.now))
        return not is_said_alike(old, new)

    @property
    def looks(self) -> tuple[str, str]:
        """What the level that was chosen looked like, and what it looks like now; empty where nothing says so."""
        level = self.said.answer.level
        old, new = (dict(one.levels).get(level, "") if level is not None else "" for one in (self.was, self.now))
        return old, new

    @property
    def redescribed(self) -> bool:
        """Whether that level, still on the scale, looks otherwise."""
        return self.rule is Rule.REWORDED and not is_said_alike(*self.looks)

    @property
    def marked_look(self) -> tuple[tuple[MarkedRun, ...], ...]:
        """What it looks like now, with what is new and what is gone marked, line by line."""
        old, new = self.looks
        return mark_lines(old.splitlines(), new.splitlines())

    @property
    def replaced(self) -> bool:
        """Whether the statement stands for it, and possibly for more."""
        return self.rule is Rule.REPLACED

    @property
    def rescaled(self) -> bool:
        """Whether it was given on other levels."""
        return self.rule is Rule.RESCALED


@dataclass(frozen=True, slots=True)
class Question:
    """One statement to rate, and what was said of it before, the latest first."""

    statement: Statement
    earlier: tuple[FormerStatement, ...] = ()

    @property
    def reworded_from(self) -> Statement | None:
        """The same statement in the words that it had when it was answered last, where these were others."""
        same = (before for before in self.earlier if before.was.code == self.statement.code)
        return next((before.was for before in same if before.reworded), None)

    @property
    def needs_confirming(self) -> bool:
        """Whether a former answer is shown that does not count until its author says so."""
        return any(before.said.answer.choice and not before.stands for before in self.earlier)

    def reworded(self, scale: Scale) -> Answer | None:
        """Return the former answer to other words, be they its level's, that its author may say is still true.

        It is on the ``scale`` of now.
        """
        last = next((before for before in self.earlier if before.said.answer.choice), None)
        if last is None or last.stands or last.rule is not Rule.REWORDED:
            return None
        return last.said.answer if means_the_same(last.said.answer, last.said.scale, scale) else None


def questions(
    statements: Iterable[Statement], pasts: Sequence[FormerAssessment] = (), carried: Sequence[Collection[str]] = ()
) -> Sequence[Question]:
    """Join statements with their pasts, the latest first; from each of them, answers to these codes are ``carried``."""
    told = list(zip(pasts, carried, strict=True))
    return [Question(statement, tuple(_earlier(statement, told))) for statement in statements]


def _earlier(new: Statement, told: Iterable[tuple[FormerAssessment, Collection[str]]]) -> Iterator[FormerStatement]:
    """Yield what was said before, back to where all was answered; what is carried in the same words shows itself."""
    for past, carried in told:
        step = past.steps.get(new.code, CarryStep(Rule.NEW))
        stands = new.code in carried
        if not (stands and step.rule is Rule.SAME):
            yield from (_beside(new, old, past, step, stands) for old in step.sources if old.code in past.answers)
        given = [past.answers.get(old.code, BLANK).choice for old in step.sources]
        if given and all(given):
            return


def _beside(new: Statement, old: Statement, past: FormerAssessment, step: CarryStep, stands: bool) -> FormerStatement:  # noqa: FBT001 - a field
    rule = step.rule_for(past.answers[old.code])
    said = PastAnswer(past.answers[old.code], past.content.scale, past.at[old.code], past.content.version)
    return FormerStatement(old, new, said, rule, stands)
